package com.homedelivery.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.TraceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTraceIdsTests {

    private final RequestTraceIds ids = new RequestTraceIds();

    @Test
    void aTraceIsNamedAfterItsRequest() {
        String id = RequestTraceIds.during("0197a000-0000-7000-8000-00000000002a", ids::generateTraceId);

        assertThat(id).isEqualTo("0197a00000007000800000000000002a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"checkout-42", "00000000-0000-0000-0000-000000000000", "0197A000-0000-7000-8000-00000000002A"})
    void aNameThatIsNoTraceIdLeavesItToChance(String request) {
        String first = RequestTraceIds.during(request, ids::generateTraceId);
        String second = RequestTraceIds.during(request, ids::generateTraceId);

        assertThat(TraceId.isValid(first)).isTrue();
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void outsideOfARequestItIsLeftToChance() {
        assertThat(ids.generateTraceId()).isNotEqualTo(ids.generateTraceId());
    }
}
