/** Subscriptions to the events of other services. */
@NullMarked
package com.homedelivery.cart.messaging;

import org.jspecify.annotations.NullMarked;
