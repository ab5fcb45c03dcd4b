/** Subscriptions to the events of other services. */
@NullMarked
package com.homedelivery.notification.messaging;

import org.jspecify.annotations.NullMarked;
