package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.EventMetadata;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Carries the trace of a request over to those who act on its events, and to whoever else goes on with it later. */
public final class TracePropagation {

    /** Header of W3C Trace Context. */
    public static final String TRACEPARENT = "traceparent";

    /** What an event is about, mostly an order: by it the traces of one order are found. As OpenTelemetry calls it. */
    private static final String SUBJECT = "messaging.message.conversation_id";

    /** A traceparent with the flag of one that is recorded: the lowest bit of its last byte. */
    private static final Pattern SAMPLED = Pattern.compile(".*-[0-9a-f][13579bdf]");

    private final Tracer tracer;
    private final Propagator propagator;

    public TracePropagation(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Whether anybody records the trace of this W3C traceparent. */
    public static boolean isSampled(@Nullable String traceparent) {
        return traceparent != null && SAMPLED.matcher(traceparent).matches();
    }

    /** The current trace as a W3C traceparent, or null outside of a trace. */
    public @Nullable String current() {
        TraceContext context = tracer.currentTraceContext().context();
        if (context == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        propagator.inject(context, headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.put(name, value);
            }
        });
        return headers.get(TRACEPARENT);
    }

    /** As {@link #current()}, but null for a trace that nobody records: for what would rather be short. */
    public @Nullable String currentIfSampled() {
        TraceContext context = tracer.currentTraceContext().context();
        return context != null && Boolean.TRUE.equals(context.sampled()) ? current() : null;
    }

    /** Runs the action as a part of the trace that the event comes from. */
    public void continueWith(EventMetadata event, Runnable action) {
        run(
                spanBuilder(event.traceparent(), Span.Kind.CONSUMER, "receive " + event.type())
                        .tag(SUBJECT, event.subject())
                        .start(),
                action);
    }

    /**
     * Runs the action as a part of a trace that began elsewhere.
     *
     * @param traceparent where it goes on, or null: then the action runs in the present one, if any
     * @param name of this part, one of few
     */
    public void continueFrom(@Nullable String traceparent, String name, Runnable action) {
        if (traceparent == null) {
            action.run();
        } else {
            run(spanBuilder(traceparent, Span.Kind.CONSUMER, name).start(), action);
        }
    }

    /** The same task as a part of the present trace, whichever thread it is given to. */
    public Runnable wrap(Runnable task) {
        return tracer.currentTraceContext().wrap(task);
    }

    /**
     * Records that an event has arrived where it was sent, and how long it took since it was written.
     *
     * @param destination one of few
     */
    public void sent(EventMetadata event, String destination) {
        if (isSampled(event.traceparent())) {
            record(
                    spanBuilder(event.traceparent(), Span.Kind.PRODUCER, "send " + event.type() + " to " + destination)
                            .tag(SUBJECT, event.subject()),
                    event.time());
        }
    }

    /**
     * Records that an event was read, and that what was done about it, perhaps together with others, has just ended.
     *
     * @param traceparent that of the event
     * @param type that of the event
     * @param begun when it was read
     */
    public void received(@Nullable String traceparent, String type, Instant begun) {
        if (isSampled(traceparent)) {
            record(spanBuilder(traceparent, Span.Kind.CONSUMER, "receive " + type), begun);
        }
    }

    private static void record(Span.Builder span, Instant begun) {
        span.startTimestamp(micros(begun), TimeUnit.MICROSECONDS).start().end();
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }

    private Span.Builder spanBuilder(@Nullable String traceparent, Span.Kind kind, String name) {
        Map<String, String> headers = traceparent == null ? Map.of() : Map.of(TRACEPARENT, traceparent);
        return propagator
                .extract(headers, (carrier, header) -> carrier == null ? null : carrier.get(header))
                .kind(kind)
                .name(name);
    }

    private void run(Span span, Runnable action) {
        try (Tracer.SpanInScope _ = tracer.withSpan(span)) {
            action.run();
        } catch (RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }
}
