package com.homedelivery.dashboard.traces;

import java.util.UUID;

final class SpanFixtures {

    private SpanFixtures() {}

    /** A part of a trace that is about nothing. */
    static Span span(String trace, String name, long startMillis, long durationMillis) {
        return about("", trace, name, startMillis, durationMillis);
    }

    static Span about(String subject, String trace, String name, long startMillis, long durationMillis) {
        return new Span(
                "order-service",
                name,
                "INTERNAL",
                trace,
                UUID.randomUUID().toString(),
                "",
                subject,
                false,
                startMillis * 1_000,
                durationMillis * 1_000);
    }

    /** The same as a part of another. */
    static Span below(Span parent, Span span) {
        return new Span(
                span.service(),
                span.name(),
                span.kind(),
                span.traceId(),
                span.spanId(),
                parent.spanId(),
                span.subject(),
                span.failed(),
                span.startMicros(),
                span.durationMicros());
    }
}
