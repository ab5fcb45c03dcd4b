package com.homedelivery.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Kubernetes would take everything that the chart makes. */
class ChartModelTests {

    private static final String CONTAINER = "/spec/template/spec/containers/0";

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "Deployment",
                        "an unknown field",
                        tree -> tree.withObject(CONTAINER + "/livenessProbe").put("failureTreshold", 3)),
                mistake(
                        "Deployment",
                        "no selector",
                        tree -> tree.withObject("/spec").remove("selector")),
                mistake(
                        "Deployment",
                        "a list that is none",
                        tree -> tree.withObject(CONTAINER).put("env", "PORT=3000")),
                mistake(
                        "Job",
                        "an unknown field",
                        tree -> tree.withObject("/spec").put("deadline", 3)),
                mistake(
                        "HorizontalPodAutoscaler",
                        "no target",
                        tree -> tree.withObject("/spec").remove("scaleTargetRef")),
                mistake(
                        "NetworkPolicy",
                        "an unknown field",
                        tree -> tree.withObject("/spec").put("selector", "all")),
                mistake(
                        "Ingress",
                        "a path without type",
                        tree -> tree.withObject("/spec/rules/0/http/paths/0").remove("pathType")),
                mistake(
                        "HTTPRoute",
                        "an unknown field",
                        tree -> tree.withObject("/spec/rules/0").put("timeout", "0s")),
                mistake(
                        "PodMonitor",
                        "an unknown field",
                        tree -> tree.withObject("/spec/podMetricsEndpoints/0").put("targetport", 9090)));
    }

    @ParameterizedTest
    @EnumSource
    void takesEverything(ValueSet values) {
        assertThat(Chart.render(values).stream().map(KubernetesModel::refusal).flatMap(Optional::stream))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesAMistake(String kind, Consumer<ObjectNode> mistake) {
        List<Manifest> everything = Chart.render(ValueSet.EVERYTHING);
        ObjectNode copy =
                Chart.ofKind(everything, kind).findFirst().orElseThrow().tree().deepCopy();
        mistake.accept(copy);
        assertThat(KubernetesModel.refusal(new Manifest(copy))).isPresent();
    }

    private static Arguments mistake(String kind, String what, Consumer<ObjectNode> mistake) {
        return Arguments.of(kind, Named.of(what, mistake));
    }
}
