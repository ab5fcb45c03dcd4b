package com.homedelivery.gateway.web;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which requests are traced, and under which names. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    private static final OpenTelemetryTracingProperties.Sampler CLIENTS_ARE_TRUSTED =
            OpenTelemetryTracingProperties.Sampler.PARENT_BASED_TRACE_ID_RATIO;

    /**
     * Decides for all services behind, which follow. A client that has begun a trace decides for itself only where clients
     * are trusted with that: each recorded trace costs something in every service. Where nothing is exported to, nothing is
     * recorded.
     */
    @Bean
    Sampler sampler(
            ObjectProvider<SpanExporter> exporters,
            TracingProperties tracing,
            OpenTelemetryTracingProperties openTelemetry) {
        if (exporters.stream().findAny().isEmpty()) {
            return Sampler.alwaysOff();
        }
        Sampler random = new RandomSampler(tracing.getSampling().getProbability());
        return openTelemetry.getSampler() == CLIENTS_ARE_TRUSTED ? Sampler.parentBased(random) : random;
    }

    @Bean
    SdkTracerProviderBuilderCustomizer requestTraceIds() {
        return provider -> provider.setIdGenerator(new RequestTraceIds());
    }
}
