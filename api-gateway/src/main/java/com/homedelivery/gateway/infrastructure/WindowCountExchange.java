package com.homedelivery.gateway.infrastructure;

import com.homedelivery.gateway.application.WindowReport;
import com.homedelivery.gateway.application.WindowState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Tells Redis what this instance has counted, and learns what its peers have: one call of {@code exchange-window-counts.lua} for all
 * windows that have something to tell. All keys are in one slot of a cluster.
 */
@Component
class WindowCountExchange {

    private static final String KEY_PREFIX = "rate:{gateway}:";
    private static final String INSTANCES = KEY_PREFIX + "instances";
    private static final String WINDOW_PREFIX = KEY_PREFIX + "window:";

    /** An instance that has not been heard of for so long is taken for gone. */
    private static final Duration LIFETIME = Duration.ofSeconds(3);

    /** Of the text, read once: of a resource, the file's date is looked up at every call. */
    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> SCRIPT =
            RedisScript.of(textOf("redis/exchange-window-counts.lua"), List.class);

    private final StringRedisTemplate redis;
    private final String instance = UUID.randomUUID().toString();

    WindowCountExchange(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** @throws RuntimeException when Redis does not answer in time */
    Answer with(List<WindowReport> reports) {
        List<Object> arguments = new ArrayList<>(List.of(instance, String.valueOf(LIFETIME.toMillis())));
        for (WindowReport report : reports) {
            arguments.add(String.valueOf(report.count()));
            arguments.add(String.valueOf(Math.max(1, report.left().toMillis())));
        }
        List<?> answer = redis.execute(SCRIPT, keysOf(reports), arguments.toArray());
        return new Answer(answer.stream().map(Long.class::cast).toList());
    }

    /** Of the living instances, then one for each window. */
    static List<String> keysOf(List<WindowReport> reports) {
        return Stream.concat(Stream.of(INSTANCES), reports.stream().map(report -> WINDOW_PREFIX + report.key()))
                .toList();
    }

    private static String textOf(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param numbers as the script says them */
    record Answer(List<Long> numbers) {

        long instances() {
            return numbers.getFirst();
        }

        /** One for each report, in their order. */
        List<WindowState> windows(Instant now) {
            return IntStream.range(0, numbers.size() / 2)
                    .mapToObj(i -> new WindowState(numbers.get(2 * i + 1), now.plusMillis(numbers.get(2 * i + 2))))
                    .toList();
        }
    }
}
