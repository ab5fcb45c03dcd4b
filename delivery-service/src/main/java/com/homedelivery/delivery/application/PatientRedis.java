package com.homedelivery.delivery.application;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Redis, when it answers. It holds nothing here that cannot be found elsewhere, so its loss is logged and lived with;
 * and after a failure it is left alone for a moment, so that not every request waits for a time-out.
 */
@Component
public class PatientRedis {

    private static final Logger log = LoggerFactory.getLogger(PatientRedis.class);
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    private final StringRedisTemplate redis;
    private final Clock clock;
    private volatile Instant leftAloneUntil = Instant.MIN;

    PatientRedis(StringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /** The answer, or empty when there is none to be had. */
    public <T> Optional<T> ask(Function<StringRedisTemplate, T> question) {
        if (clock.instant().isBefore(leftAloneUntil)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(question.apply(redis));
        } catch (DataAccessResourceFailureException | QueryTimeoutException down) {
            leftAloneUntil = clock.instant().plus(LEFT_ALONE);
            log.warn("Redis does not answer, going on without it: {}", down.getMessage());
        } catch (DataAccessException refused) {
            log.warn("Redis refused a command", refused);
        }
        return Optional.empty();
    }

    /** Whether Redis was told. */
    public boolean tell(Consumer<StringRedisTemplate> command) {
        return ask(redis -> {
                    command.accept(redis);
                    return true;
                })
                .isPresent();
    }
}
