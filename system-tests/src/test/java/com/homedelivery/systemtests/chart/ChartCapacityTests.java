package com.homedelivery.systemtests.chart;

import static com.homedelivery.systemtests.ProjectFiles.ROOT;
import static com.homedelivery.systemtests.ProjectFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the chart asks of a cluster, and what more instances are good for. */
class ChartCapacityTests {

    private static final String REQUESTS = "/spec/template/spec/containers/0/resources/requests";

    @Test
    void theDocumentationSaysWhatAllPodsAskFor() {
        assertThat(read(ROOT.resolve("docs/kubernetes.md")))
                .contains("| all, without the servers | %s | %s, at two pods each | |"
                        .formatted(askedFor(ValueSet.SMALL), askedFor(ValueSet.PRODUCTION)));
    }

    /** Instances of analytics-service share the partitions of Kafka's topics. */
    @ParameterizedTest
    @EnumSource
    void analyticsHasNoMoreInstancesThanPartitions(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        int partitions = Integer.parseInt(Chart.find(manifests, "ConfigMap", "analytics-service")
                .text("/data/HOMEDELIVERY_MESSAGING_KAFKA_PARTITIONS"));
        assertThat(Chart.ofKind(manifests, "HorizontalPodAutoscaler")
                        .filter(autoscaler -> autoscaler.name().endsWith("analytics-service"))
                        .map(autoscaler -> autoscaler.at("/spec/maxReplicas").asInt()))
                .allMatch(most -> most <= partitions);
    }

    private static String askedFor(ValueSet values) {
        DecimalFormat oneDigit = new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT));
        return "%s cores, %s GiB"
                .formatted(
                        oneDigit.format(sum(values, pod -> millis(pod.text(REQUESTS + "/cpu"))) / 1_000.0),
                        oneDigit.format(sum(values, pod -> mebibytes(pod.text(REQUESTS + "/memory"))) / 1_024.0));
    }

    private static long sum(ValueSet values, ToLongFunction<Manifest> request) {
        List<Manifest> manifests = Chart.render(values);
        Map<String, Integer> scaled = Chart.ofKind(manifests, "HorizontalPodAutoscaler")
                .collect(Collectors.toMap(
                        Manifest::name,
                        autoscaler -> autoscaler.at("/spec/minReplicas").asInt()));
        return Chart.ofKind(manifests, "Deployment")
                .mapToLong(deployment -> request.applyAsLong(deployment)
                        * scaled.getOrDefault(
                                deployment.name(),
                                deployment.at("/spec/replicas").asInt(0)))
                .sum();
    }

    private static long millis(String cpu) {
        return Long.parseLong(cpu.replaceFirst("m$", ""));
    }

    private static long mebibytes(String memory) {
        return Long.parseLong(memory.replaceFirst("Mi$", ""));
    }
}
