package com.homedelivery.shared.messaging.redis;

import com.homedelivery.shared.messaging.sink.Sink;
import io.lettuce.core.TimeoutOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Makes what this package keeps to itself, for the tests of relay and consumers. */
public final class RedisFixtures {

    private RedisFixtures() {}

    public static RedisConnections connections(LettuceConnectionFactory factory) {
        return new RedisConnections(factory);
    }

    /** @param timers when the client gives a command up, whoever waits for it */
    public static RedisConnections connections(LettuceConnectionFactory factory, TimeoutOptions timers) {
        return new RedisConnections(factory, timers);
    }

    public static Sink sink(RedisConnections connections, String source, MeterRegistry metrics) {
        return new RedisStreamSink(
                connections,
                source,
                new StreamTrimmingJob(Duration.ofMinutes(10), connections.naming()),
                new RedisMemory(metrics));
    }
}
