package com.homedelivery.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingProperties;

class TracingConfigurationTests {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final SpanExporter EXPORTER = SpanExporter.composite();

    private final OpenTelemetryTracingProperties openTelemetry = new OpenTelemetryTracingProperties();

    @Test
    void aClientsFlagDecidesNothing() {
        openTelemetry.setSampler(OpenTelemetryTracingProperties.Sampler.PARENT_BASED_ALWAYS_OFF);

        assertThat(decisionOnAClientsTrace(Map.of("exporter", EXPORTER))).isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void unlessClientsAreTrusted() {
        openTelemetry.setSampler(OpenTelemetryTracingProperties.Sampler.PARENT_BASED_TRACE_ID_RATIO);

        assertThat(decisionOnAClientsTrace(Map.of("exporter", EXPORTER))).isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    @Test
    void nothingIsRecordedForNobody() {
        openTelemetry.setSampler(OpenTelemetryTracingProperties.Sampler.PARENT_BASED_TRACE_ID_RATIO);

        assertThat(decisionOnAClientsTrace(Map.of())).isEqualTo(SamplingDecision.DROP);
    }

    /** None by chance, so that what is recorded is so because the client wants it. */
    private SamplingDecision decisionOnAClientsTrace(Map<String, Object> exporters) {
        TracingProperties tracing = new TracingProperties();
        tracing.getSampling().setProbability(0);
        Sampler sampler = new TracingConfiguration()
                .sampler(
                        new StaticListableBeanFactory(exporters).getBeanProvider(SpanExporter.class),
                        tracing,
                        openTelemetry);
        SpanContext client = SpanContext.createFromRemoteParent(
                TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
        return sampler.shouldSample(
                        Context.root().with(Span.wrap(client)),
                        TRACE,
                        "GET orders",
                        SpanKind.SERVER,
                        Attributes.empty(),
                        List.of())
                .getDecision();
    }
}
