/** Subscriptions to the events of other services. */
@NullMarked
package com.homedelivery.inventory.messaging;

import org.jspecify.annotations.NullMarked;
