package com.homedelivery.shared.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.testing.TcpProxy;
import com.homedelivery.shared.testing.TestServers;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Redis that answers, stands still, is cut off, or refuses. */
@ExtendWith(OutputCaptureExtension.class)
class BestEffortRedisIT {

    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String OPENS = "Redis for tests: circuit breaker goes from CLOSED to OPEN";
    private static final String CLOSES = "Redis for tests: circuit breaker goes from HALF_OPEN to CLOSED";

    private final TcpProxy proxy = TcpProxy.toRedis();
    private final LettuceConnectionFactory factory = new LettuceConnectionFactory(address(proxy.port()));
    private final BestEffortRedis redis = new BestEffortRedis("tests", TIMEOUT, factory);
    private final String key = "best-effort:" + UUID.randomUUID();

    @BeforeAll
    static void sayLess() {
        LoggingSystem.get(BestEffortRedisIT.class.getClassLoader()).setLogLevel("ROOT", LogLevel.INFO);
    }

    @BeforeEach
    void start() {
        factory.afterPropertiesSet();
        redis.start();
        awaitAnswer();
    }

    @AfterEach
    void stop() {
        redis.stop();
        factory.destroy();
        proxy.close();
    }

    @Test
    void answersWhatRedisAnswers() {
        await().atMost(SOON).until(() -> set("1"), Optional.of("OK")::equals);
        await().atMost(SOON).until(this::setToOneAndIncrease, Optional.of(2L)::equals);
        assertThat(redis.execute(commands -> commands.get(key + ":other"))).isEmpty();
    }

    @Test
    void whatIsSentTogetherIsDoneInOrderAndTheAnswerIsTheOneAskedFor() {
        await().atMost(SOON)
                .until(
                        () -> redis.executeTogether(commands -> {
                            commands.set(key, "1");
                            return commands.incr(key);
                        }),
                        Optional.of(2L)::equals);
        await().atMost(SOON)
                .until(
                        () -> redis.executeTogether(commands -> {
                            RedisFuture<String> before = commands.get(key);
                            commands.set(key, "7");
                            return before;
                        }),
                        Optional.of("2")::equals);
        assertThat(value()).contains("7");
    }

    @Test
    void commandsThatAreSentTogetherAreOneToTheCircuitBreaker(CapturedOutput log) {
        await().atMost(SOON).until(() -> answersTo(RedisClusterCommands::ping, 10) == 10);
        proxy.freeze();

        Instant start = Instant.now();
        for (int i = 0; i < 4; i++) {
            assertThat(setAndIncreaseTogether()).isEmpty();
        }
        assertThat(Duration.between(start, Instant.now())).isBetween(TIMEOUT.multipliedBy(4), TIMEOUT.multipliedBy(50));
        assertThat(log).doesNotContain(OPENS);

        IntStream.range(0, 20).forEach(_ -> setAndIncreaseTogether());
        assertThat(log).containsOnlyOnce(OPENS);

        proxy.mend();
        await().atMost(SOON).until(() -> setAndIncreaseTogether().isPresent());
    }

    @Test
    void aRefusedCommandLeavesThoseWithoutAnAnswerThatWereSentWithIt(CapturedOutput log) {
        await().atMost(SOON).until(() -> set("no list"), Optional.of("OK")::equals);

        for (int i = 0; i < 20; i++) {
            assertThat(redis.executeTogether(commands -> {
                        commands.lpush(key, "x");
                        return commands.get(key);
                    }))
                    .isEmpty();
        }

        await().atMost(SOON).until(this::value, Optional.of("no list")::equals);
        assertThat(log).contains("ERROR", "Redis for tests refuses a command", "WRONGTYPE");
        assertThat(log).doesNotContain(OPENS);
    }

    @Test
    void aRedisThatStandsStillIsWaitedForAFewTimesAndThenNoMore(CapturedOutput log) {
        proxy.freeze();

        Instant start = Instant.now();
        assertThat(answersTo(RedisClusterCommands::ping, 1000)).isZero();
        assertThat(Duration.between(start, Instant.now())).isLessThan(TIMEOUT.multipliedBy(50));
        assertThat(log).containsOnlyOnce(OPENS);

        proxy.mend();
        await().atMost(SOON).untilAsserted(() -> {
            awaitAnswer();
            assertThat(log).contains(CLOSES);
        });
    }

    @Test
    void aConnectionThatBreaksComesBackByItself() {
        proxy.cut();
        await().atMost(SOON)
                .until(() -> redis.execute(RedisClusterCommands::ping).isEmpty());

        proxy.mend();
        awaitAnswer();
    }

    @Test
    void redisNeedNotBeThereWhenItStarts() {
        redis.stop();
        proxy.cut();
        redis.start();
        assertThat(redis.execute(RedisClusterCommands::ping)).isEmpty();

        proxy.mend();
        awaitAnswer();
    }

    @Test
    void aCommandThatRedisRefusesIsLoggedAndOpensNothing(CapturedOutput log) {
        await().atMost(SOON).until(() -> set("no list"), Optional.of("OK")::equals);

        assertThat(answersTo(commands -> commands.lpush(key, "x"), 20)).isZero();
        assertThat(answersTo(
                        commands -> commands.eval(
                                "return redis.call('lpush', KEYS[1], 'x')", ScriptOutputType.INTEGER, key),
                        20))
                .isZero();

        await().atMost(SOON).until(this::value, Optional.of("no list")::equals);
        assertThat(log).contains("ERROR", "Redis for tests refuses a command", "WRONGTYPE");
    }

    @Test
    void aRedisThatCannotWorkYetCountsAsOneThatDoesNotAnswer(CapturedOutput log) {
        AtomicInteger asked = new AtomicInteger();

        assertThat(answersTo(
                        _ -> {
                            asked.incrementAndGet();
                            throw new RedisLoadingException("LOADING Redis is loading the dataset in memory");
                        },
                        100))
                .isZero();

        assertThat(asked.get()).isBetween(1, 20);
        assertThat(log).containsOnlyOnce(OPENS).doesNotContain("refuses");
    }

    @Test
    void aFaultOfTheCallerStaysTheirs() {
        assertThatThrownBy(() -> redis.execute(_ -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
    }

    @Test
    void onceItHasStoppedThereIsNoAnswerAndNothingIsWrong(CapturedOutput log) {
        redis.stop();

        assertThat(answersTo(RedisClusterCommands::ping, 20)).isZero();
        assertThat(log).doesNotContain(OPENS);

        redis.start();
        awaitAnswer();
    }

    private Optional<String> set(String value) {
        return redis.execute(commands -> commands.set(key, value));
    }

    private Optional<String> value() {
        return redis.execute(commands -> commands.get(key));
    }

    private Optional<Long> setToOneAndIncrease() {
        return redis.execute(commands -> {
            commands.set(key, "1");
            return commands.incr(key);
        });
    }

    private Optional<Long> setAndIncreaseTogether() {
        return redis.executeTogether(commands -> {
            commands.set(key, "1");
            return commands.incr(key);
        });
    }

    private long answersTo(Function<RedisClusterCommands<String, String>, ?> command, int times) {
        return IntStream.range(0, times)
                .mapToObj(_ -> redis.execute(command))
                .filter(Optional::isPresent)
                .count();
    }

    private void awaitAnswer() {
        await().atMost(SOON)
                .until(() -> redis.execute(RedisClusterCommands::ping).isPresent());
    }

    private static RedisStandaloneConfiguration address(int port) {
        var address = new RedisStandaloneConfiguration("localhost", port);
        address.setDatabase(TestServers.current().redis().database());
        return address;
    }
}
