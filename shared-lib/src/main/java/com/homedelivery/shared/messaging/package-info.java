/**
 * How events travel. A service publishes with {@code outbox.Outbox}, acts on events with a {@link
 * com.homedelivery.shared.messaging.StreamSubscription} or a Kafka listener. This package has what all of its parts share;
 * they know it, and it knows none of them.
 */
@NullMarked
package com.homedelivery.shared.messaging;

import org.jspecify.annotations.NullMarked;
