/** The events that a service has acted on, so that each is acted on once. */
@NullMarked
package com.homedelivery.shared.messaging.inbox;

import org.jspecify.annotations.NullMarked;
