/** Faults of the payment provider for demonstrations. */
@NullMarked
package com.homedelivery.payment.demo;

import org.jspecify.annotations.NullMarked;
