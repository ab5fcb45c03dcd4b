package com.homedelivery.shared.messaging.deadletter;

import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.stream.EventProcessors;
import com.homedelivery.shared.messaging.stream.StreamDeadLetterStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what this package keeps to itself, for the tests of consumers. */
public final class DeadLetterFixtures {

    private DeadLetterFixtures() {}

    public static StreamDeadLetterStore inDatabase(JdbcClient jdbc, EventProcessors processors) {
        return new JdbcDeadLetterStore(jdbc, processors);
    }

    public static StreamDeadLetterStore inRedis(
            EventProcessors processors, String group, RedisConnections connections) {
        return new RedisDeadLetterStore(processors, group, connections);
    }
}
