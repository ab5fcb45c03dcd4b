package com.homedelivery.shared.messaging.deadletter;

import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.stream.DeadLetterLog;
import com.homedelivery.shared.messaging.stream.EventProcessors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what this package keeps to itself, for the tests of consumers. */
public final class DeadLetterFixtures {

    private DeadLetterFixtures() {}

    public static DeadLetterLog inDatabase(JdbcClient jdbc, EventProcessors processors) {
        return new JdbcDeadLetters(jdbc, processors);
    }

    public static DeadLetterLog inRedis(EventProcessors processors, String group, RedisConnections connections) {
        return new RedisDeadLetters(processors, group, connections);
    }
}
