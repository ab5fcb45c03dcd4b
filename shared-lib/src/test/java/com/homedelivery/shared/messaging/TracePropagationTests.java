package com.homedelivery.shared.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.event.EventMetadata;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracePropagationTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String RECORDED = "00-" + TRACE + "-" + PARENT + "-01";
    private static final String NOT_RECORDED = "00-" + TRACE + "-" + PARENT + "-00";

    private final Spans exported = new Spans();
    private final TracePropagation traces = tracesInto(exported);

    private static final class Spans implements SpanExporter {

        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> batch) {
            spans.addAll(batch);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void whatWasSentLastsFromWhenItWasWritten() {
        Instant written = Instant.now().minusSeconds(3);

        traces.sent(event(RECORDED, written), "redis");

        assertThat(exported.spans).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("send order.created to redis");
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo(PARENT);
            assertThat(TimeUnit.NANOSECONDS.toSeconds(span.getEndEpochNanos() - span.getStartEpochNanos()))
                    .isEqualTo(3);
        });
    }

    @Test
    void everyPartOfAnEventNamesWhatItIsAbout() {
        traces.sent(event(RECORDED, Instant.now()), "redis");
        traces.continueWith(event(RECORDED, Instant.now()), () -> {});

        assertThat(exported.spans)
                .hasSize(2)
                .allSatisfy(span -> assertThat(
                                span.getAttributes().get(AttributeKey.stringKey("messaging.message.conversation_id")))
                        .isEqualTo("an order"));
    }

    @Test
    void whatNobodyRecordsLeavesNothing() {
        traces.sent(event(NOT_RECORDED, Instant.now()), "redis");
        traces.sent(event(null, Instant.now()), "redis");
        traces.received(NOT_RECORDED, "order.created", Instant.now());
        traces.continueWith(
                event(NOT_RECORDED, Instant.now()),
                () -> assertThat(traces.currentIfSampled()).isNull());

        assertThat(exported.spans).isEmpty();
    }

    @Test
    void whoeverActsOnAnEventGoesOnWithItsTrace() {
        AtomicReference<String> inside = new AtomicReference<>();

        traces.continueWith(event(RECORDED, Instant.now()), () -> inside.set(traces.currentIfSampled()));

        assertThat(inside.get()).startsWith("00-" + TRACE).endsWith("-01").isNotEqualTo(RECORDED);
        assertThat(exported.spans).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("receive order.created");
            assertThat(inside.get()).contains(span.getSpanId());
        });
        assertThat(traces.current()).isNull();
    }

    @Test
    void aTaskTakesTheTraceToAnotherThread() throws InterruptedException {
        AtomicReference<Runnable> task = new AtomicReference<>();
        AtomicReference<String> there = new AtomicReference<>();
        traces.continueFrom(RECORDED, "settle payment", () -> task.set(traces.wrap(() -> there.set(traces.current()))));

        Thread thread = Thread.ofVirtual().start(task.get());
        thread.join();

        assertThat(there.get()).startsWith("00-" + TRACE);
    }

    @Test
    void withoutATraceNothingIsBegun() {
        traces.continueFrom(
                null, "settle payment", () -> assertThat(traces.current()).isNull());

        assertThat(exported.spans).isEmpty();
    }

    private static EventMetadata event(@Nullable String traceparent, Instant written) {
        return new EventMetadata(UUID.randomUUID(), "order.created", "order-service", written, "an order", traceparent);
    }

    private static TracePropagation tracesInto(SpanExporter exporter) {
        Tracer tracer = SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.alwaysOff()))
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()
                .get("tests");
        return new TracePropagation(
                new OtelTracer(tracer, new OtelCurrentTraceContext(), _ -> {}),
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), tracer));
    }
}
