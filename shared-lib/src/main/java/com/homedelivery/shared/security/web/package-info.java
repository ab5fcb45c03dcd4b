/** Tokens in HTTP requests: the filter chain, its errors, and the headers of calls to other services. */
@NullMarked
package com.homedelivery.shared.security.web;

import org.jspecify.annotations.NullMarked;
