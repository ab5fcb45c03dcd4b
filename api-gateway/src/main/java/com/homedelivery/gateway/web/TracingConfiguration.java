package com.homedelivery.gateway.web;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SdkTracerProviderBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which requests are traced, and under which names. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    /**
     * Decides for all services behind, which follow; a client that has begun a trace has decided itself. Where nothing is
     * exported to, nothing is recorded.
     */
    @Bean
    Sampler sampler(ObjectProvider<SpanExporter> exporters, TracingProperties properties) {
        return exporters.stream().findAny().isEmpty()
                ? Sampler.alwaysOff()
                : Sampler.parentBased(new RandomSampler(properties.getSampling().getProbability()));
    }

    @Bean
    SdkTracerProviderBuilderCustomizer requestTraceIds() {
        return provider -> provider.setIdGenerator(new RequestTraceIds());
    }
}
