/**
 * Redis as an optional help: short time-outs, a circuit breaker, and no answer instead of an exception. And how keys are
 * named that belong together.
 */
@NullMarked
package com.homedelivery.shared.redis;

import org.jspecify.annotations.NullMarked;
