/** Payments, refunds and the providers that transfer the money. */
@NullMarked
package com.homedelivery.payment;

import org.jspecify.annotations.NullMarked;
