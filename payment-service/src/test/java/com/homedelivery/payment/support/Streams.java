package com.homedelivery.payment.support;

import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventJson;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.PaymentEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The Redis Streams, as the other services see them. */
public final class Streams {

    private final StringRedisTemplate redis;

    public Streams(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** Another service says what happened. */
    public void send(DomainEvent event) {
        send(event, UUID.randomUUID());
    }

    /** The same event twice has the same id. */
    public void send(DomainEvent event, UUID id) {
        redis.opsForStream()
                .add(
                        EventStream.of(event).streamKey(),
                        Map.of(
                                "id", id.toString(),
                                "type", EventStream.typeOf(event),
                                "source", "elsewhere",
                                "time", Instant.now().toString(),
                                "subject", event.key(),
                                "data", EventJson.write(event)));
    }

    /** What this service has said about an order's payments, in order. */
    public List<PaymentEvent> about(UUID orderId) {
        List<MapRecord<String, String, String>> records =
                redis.<String, String>opsForStream().range("stream:payments", Range.unbounded());
        return records == null
                ? List.of()
                : records.stream()
                        .map(MapRecord::getValue)
                        .filter(fields -> orderId.toString().equals(fields.get("subject")))
                        .<PaymentEvent>map(fields -> EventJson.read(
                                fields.get("data"),
                                EventStream.PAYMENTS
                                        .recordFor(fields.get("type"))
                                        .orElseThrow()))
                        .toList();
    }
}
