/** What may happen to a payment, and what may not. */
@NullMarked
package com.homedelivery.payment.domain;

import org.jspecify.annotations.NullMarked;
