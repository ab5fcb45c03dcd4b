/** Redis for whoever can do without it. */
@NullMarked
package com.homedelivery.shared.redis;

import org.jspecify.annotations.NullMarked;
