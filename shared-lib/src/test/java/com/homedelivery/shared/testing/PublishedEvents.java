package com.homedelivery.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.Record;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * The events of one Redis Stream: what the service under test has published, as the other services see it.
 *
 * @param <E> the family of the stream's events
 */
public final class PublishedEvents<E extends DomainEvent> {

    /** Long enough for an event that should not be there to show up. */
    private static final Duration WHILE = Duration.ofMillis(600);

    private final StringRedisTemplate redis;
    private final EventStream<E> stream;

    public PublishedEvents(StringRedisTemplate redis, EventStream<E> stream) {
        this.redis = redis;
        this.stream = stream;
    }

    /** The events with this key so far, in order. */
    public List<E> about(UUID key) {
        return fieldsOf(key).stream().<E>map(this::read).toList();
    }

    /** All fields of the stream's entries with this key so far, in order. */
    public List<Map<String, String>> fieldsOf(UUID key) {
        return Objects.requireNonNull(redis.<String, String>opsForStream()
                        .range(Objects.requireNonNull(stream.streamKey()), Range.unbounded()))
                .stream()
                .map(Record::getValue)
                .filter(fields -> key.toString().equals(fields.get("subject")))
                .toList();
    }

    /** Waits until the events with this key are of exactly these types, in this order. */
    @SafeVarargs
    public final List<E> awaitExactly(UUID key, Class<? extends E>... types) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(about(key)).extracting(Object::getClass).isEqualTo(List.<Class<?>>of(types)));
        return about(key);
    }

    /** Waits until the events with this key are of exactly these types, in this order, and checks that it stays so. */
    @SafeVarargs
    public final void staysExactly(UUID key, Class<? extends E>... types) {
        awaitExactly(key, types);
        Awaitility.await().during(WHILE).until(() -> about(key).size() == types.length);
    }

    private E read(Map<String, String> fields) {
        return EventJson.read(
                fields.get("data"), stream.recordFor(fields.get("type")).orElseThrow());
    }
}
