/** Consumers of Redis Streams: a consumer group for each subscription, retries, and the decision about dead letters. */
@NullMarked
package com.homedelivery.shared.messaging.stream;

import org.jspecify.annotations.NullMarked;
