/** Calls between services: deadlines, a bulkhead and a circuit breaker. */
@NullMarked
package com.homedelivery.shared.client;

import org.jspecify.annotations.NullMarked;
