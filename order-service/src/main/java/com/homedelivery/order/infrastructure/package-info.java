/** Redis, background jobs and gauges. */
@NullMarked
package com.homedelivery.order.infrastructure;

import org.jspecify.annotations.NullMarked;
