package com.homedelivery.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever values the chart is given, what it makes keeps the rules; and each rule notices who breaks it. */
class ChartPolicyTests {

    @ParameterizedTest
    @EnumSource
    void keepsEveryRule(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        assertThat(Stream.of(PolicyRule.values())
                        .flatMap(rule -> manifests.stream()
                                .filter(rule::concerns)
                                .filter(manifest -> !rule.isKeptBy(manifest))
                                .map(manifest -> manifest + " breaks " + rule)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noticesWhoBreaksIt(PolicyRule rule) {
        Manifest innocent = Chart.render(ValueSet.DEFAULTS).stream()
                .filter(rule::concerns)
                .findFirst()
                .orElseThrow();
        assertThat(rule.isKeptBy(innocent)).isTrue();
        assertThat(rule.isKeptBy(rule.brokenIn(innocent))).isFalse();
    }

    @Test
    void knowsEveryKindThatHasPods() {
        assertThat(Chart.render(ValueSet.EVERYTHING).stream().filter(Manifest::hasPods))
                .extracting(Manifest::kind)
                .containsOnly("Deployment", "Job");
    }
}
