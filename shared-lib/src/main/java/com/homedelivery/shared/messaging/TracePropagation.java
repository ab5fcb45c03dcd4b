package com.homedelivery.shared.messaging;

import com.homedelivery.shared.event.EventMetadata;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries the trace of a request over to those who act on its events. */
public final class TracePropagation {

    /** Header of W3C Trace Context. */
    private static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;
    private final Propagator propagator;

    public TracePropagation(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
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

    /** Runs the action as a part of the trace that the event comes from. */
    public void continueWith(EventMetadata event, Runnable action) {
        Map<String, String> headers = event.traceparent() == null ? Map.of() : Map.of(TRACEPARENT, event.traceparent());
        Span span = propagator
                .extract(headers, (carrier, name) -> carrier == null ? null : carrier.get(name))
                .kind(Span.Kind.CONSUMER)
                .name("receive " + event.type())
                .start();
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
