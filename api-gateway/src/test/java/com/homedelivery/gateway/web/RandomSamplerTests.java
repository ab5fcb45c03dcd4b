package com.homedelivery.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSamplerTests {

    private static final int TRACES = 10_000;

    @Test
    void picksAsManyAsItIsTold() {
        assertThat(picked(new RandomSampler(0.1))).isBetween(800L, 1_200L);
        assertThat(picked(new RandomSampler(0))).isZero();
        assertThat(picked(new RandomSampler(1))).isEqualTo(TRACES);
    }

    /** Why it is there at all. */
    @Test
    void theSamplerByTraceIdPicksNoneThatIsNamedByAUuid() {
        assertThat(picked(Sampler.traceIdRatioBased(0.5))).isZero();
    }

    private static long picked(Sampler sampler) {
        return IntStream.range(0, TRACES)
                .mapToObj(_ -> UuidCreator.getTimeOrderedEpoch().toString().replace("-", ""))
                .filter(trace -> sampler.shouldSample(
                                        Context.root(),
                                        trace,
                                        "GET orders",
                                        SpanKind.SERVER,
                                        Attributes.empty(),
                                        List.of())
                                .getDecision()
                        == SamplingDecision.RECORD_AND_SAMPLE)
                .count();
    }
}
