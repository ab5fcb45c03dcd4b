/** What a basket costs: pure arithmetic, without a database or a clock. */
@NullMarked
package com.homedelivery.order.domain.pricing;

import org.jspecify.annotations.NullMarked;
