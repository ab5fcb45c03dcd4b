package com.homedelivery.systemtests.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.systemtests.ProjectFiles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an object of the chart names is there. */
class ChartReferencesTests {

    private static final String POD = "/spec/template/spec";
    private static final String POD_LABELS = "/spec/template/metadata/labels";

    @ParameterizedTest
    @EnumSource
    void noTwoObjectsHaveOneName(ValueSet values) {
        assertThat(Chart.render(values)).extracting(Manifest::toString).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void selectsThePodsOfOneServiceAndNoMigration(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        List<Manifest> pods = manifests.stream().filter(Manifest::hasPods).toList();
        Stream.of(
                        selectors(manifests, "Service", "/spec/selector"),
                        selectors(manifests, "Deployment", "/spec/selector/matchLabels"),
                        selectors(manifests, "PodDisruptionBudget", "/spec/selector/matchLabels"))
                .flatMap(selectors -> selectors.entrySet().stream())
                .forEach(selector -> assertThat(pods.stream()
                                .filter(pod -> pod.map(POD_LABELS)
                                        .entrySet()
                                        .containsAll(selector.getValue().entrySet())))
                        .as("pods of %s", selector.getKey())
                        .extracting(Manifest::toString)
                        .containsExactly("Deployment/" + selector.getKey().name()));
    }

    @ParameterizedTest
    @EnumSource
    void scalesDeploymentsThatLeaveTheirNumberToIt(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        Set<String> scaled = Chart.ofKind(manifests, "HorizontalPodAutoscaler")
                .map(autoscaler -> autoscaler.text("/spec/scaleTargetRef/kind") + "/"
                        + autoscaler.text("/spec/scaleTargetRef/name"))
                .collect(Collectors.toSet());
        assertThat(Chart.ofKind(manifests, "Deployment"))
                .allSatisfy(
                        deployment -> assertThat(deployment.at("/spec/replicas").isMissingNode())
                                .isEqualTo(scaled.contains(deployment.toString())));
    }

    @ParameterizedTest
    @EnumSource
    void namesAccountsAndConfigMapsThatItMakesItself(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        Set<String> made = manifests.stream().map(Manifest::toString).collect(Collectors.toSet());
        assertThat(manifests.stream().filter(Manifest::hasPods)).allSatisfy(pod -> {
            assertThat(made).contains("ServiceAccount/" + pod.text(POD + "/serviceAccountName"));
            pod.at(POD + "/containers/0/envFrom")
                    .forEach(source -> assertThat(made)
                            .contains("ConfigMap/"
                                    + source.at("/configMapRef/name").asString()));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCTION", "EVERYTHING"})
    void metricsAreOfTheJobThatAlertsAskFor(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        String configuration =
                ProjectFiles.read(ProjectFiles.ROOT.resolve("deploy/observability/prometheus/prometheus.yml"));
        assertThat(Chart.ofKind(manifests, "PodMonitor").map(monitor -> monitor.text("/spec/jobLabel")))
                .singleElement()
                .satisfies(label -> assertThat(Chart.ofKind(manifests, "Deployment"))
                        .allSatisfy(deployment -> assertThat(configuration)
                                .contains("- job_name: "
                                        + deployment.map(POD_LABELS).get(label) + "\n")));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLATFORM"})
    void externalSecretsMakeWhatPodsName(ValueSet values) {
        List<Manifest> manifests = Chart.render(values);
        assertThat(Chart.ofKind(manifests, "ExternalSecret").map(secret -> secret.text("/spec/target/name")))
                .containsExactlyInAnyOrderElementsOf(secretsNamedIn(manifests));
    }

    /** The page names each Secret and each key in it, so that somebody can make them by hand. */
    @ParameterizedTest
    @EnumSource(names = {"DEFAULTS", "PRODUCTION", "PLATFORM"})
    void theDocumentationNamesEverySecret(ValueSet values) {
        String page = ProjectFiles.read(ProjectFiles.ROOT.resolve("docs/kubernetes.md"));
        assertThat(Chart.ofKind(Chart.render(values), "Deployment")
                        .flatMap(deployment ->
                                deployment.at(POD + "/containers/0/env").valueStream())
                        .map(variable -> variable.at("/valueFrom/secretKeyRef")))
                .allSatisfy(secret -> assertThat(page.lines()
                                .filter(line -> line.startsWith("| `<release>-"
                                        + secret.get("name").asString().replace(Chart.RELEASE + "-", "") + "`")))
                        .singleElement()
                        .asString()
                        .contains("`" + secret.get("key").asString() + "`"));
    }

    private static Set<String> secretsNamedIn(List<Manifest> manifests) {
        return manifests.stream()
                .filter(Manifest::hasPods)
                .flatMap(pod -> pod.at(POD + "/containers/0/env").valueStream())
                .filter(variable -> variable.has("valueFrom"))
                .map(variable -> variable.at("/valueFrom/secretKeyRef/name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<Manifest, Map<String, String>> selectors(List<Manifest> manifests, String kind, String pointer) {
        return Chart.ofKind(manifests, kind).collect(Collectors.toMap(object -> object, object -> object.map(pointer)));
    }
}
