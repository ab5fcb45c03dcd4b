/** Payments, refunds and the providers that carry the money. */
@NullMarked
package com.homedelivery.payment;

import org.jspecify.annotations.NullMarked;
