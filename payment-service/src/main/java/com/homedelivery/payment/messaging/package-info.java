/** Subscriptions to the events of other services. */
@NullMarked
package com.homedelivery.payment.messaging;

import org.jspecify.annotations.NullMarked;
