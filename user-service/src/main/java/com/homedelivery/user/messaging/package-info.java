/** Subscriptions to the events of other services. */
@NullMarked
package com.homedelivery.user.messaging;

import org.jspecify.annotations.NullMarked;
