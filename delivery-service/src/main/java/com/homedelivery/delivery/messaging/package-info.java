/** Subscriptions to the events of other services. */
@NullMarked
package com.homedelivery.delivery.messaging;

import org.jspecify.annotations.NullMarked;
