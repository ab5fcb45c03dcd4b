/** Events in Kafka: the topics, the relay's sink, the mapping of records, and publishing past the outbox. */
@NullMarked
package com.homedelivery.shared.messaging.kafka;

import org.jspecify.annotations.NullMarked;
