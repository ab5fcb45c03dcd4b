/** Who is calling: tokens, the filter chain, the current user, tokens between services. */
@NullMarked
package com.homedelivery.shared.security;

import org.jspecify.annotations.NullMarked;
