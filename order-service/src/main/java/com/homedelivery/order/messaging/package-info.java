/** Subscriptions to the events of other services. */
@NullMarked
package com.homedelivery.order.messaging;

import org.jspecify.annotations.NullMarked;
