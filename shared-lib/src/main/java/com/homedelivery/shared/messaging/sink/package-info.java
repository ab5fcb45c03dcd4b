/** What the relay sends to: the contract of a destination, implemented for Redis Streams and for Kafka. */
@NullMarked
package com.homedelivery.shared.messaging.sink;

import org.jspecify.annotations.NullMarked;
