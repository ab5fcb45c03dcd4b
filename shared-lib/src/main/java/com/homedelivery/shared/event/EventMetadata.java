package com.homedelivery.shared.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What travels with an event: CloudEvents 1.0 context attributes and the W3C trace context.
 *
 * @param id the same however often the event is delivered
 * @param type name on the wire
 * @param source the service that it happened in
 * @param time when it was recorded
 * @param subject key of what it is about
 * @param traceparent W3C trace context of the request that caused it, or null
 */
public record EventMetadata(
        UUID id,
        String type,
        String source,
        Instant time,
        String subject,
        @Nullable String traceparent) {

    public static final String SPEC_VERSION = "1.0";
}
