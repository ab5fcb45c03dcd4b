package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.suite.Service;
import com.homedelivery.localstack.suite.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** Boards, alerts, runbooks and docs/metrics.md speak of the same metrics, and Prometheus asks every service. */
class ObservabilityTests {

    private static final Path ROOT = RepositoryRoot.find();
    private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
    private static final int GRID_WIDTH = 24;

    /** {@code | `homedelivery.outbox.sent` | counter | …} */
    private static final Pattern OURS = Pattern.compile("(?m)^\\| `(homedelivery[^`]+)` \\| (counter|gauge|timer) \\|");

    /** {@code | `jvm_threads_live_threads` | …} */
    private static final Pattern OTHERS = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| [^|]+ \\|$");

    static Stream<Path> boards() {
        return PromQl.boards().stream();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "max by (application, stream) (homedelivery_stream_lag_seconds) > 60; homedelivery_stream_lag_seconds",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket{b=\"c_d\"}[5m]))); a_bucket",
                "a{x=~\"$y\"} * on (application, instance) b; a,b",
                "rate(a[$__rate_interval]) and b > 1e3; a,b"
            })
    void findsTheMetricsOfAQuery(String query, String metrics) {
        assertThat(PromQl.metricsIn(query)).containsExactlyInAnyOrder(metrics.split(","));
    }

    @Test
    void everyMetricOfABoardOrAnAlertIsDocumented() {
        assertThat(PromQl.metrics()).isNotEmpty().isSubsetOf(documented());
    }

    @Test
    void everyAlertHasItsRunbookAndEveryRunbookItsAlert() throws IOException {
        Set<String> runbooks;
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            runbooks = files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("README.md"))
                    .collect(Collectors.toSet());
        }
        assertThat(PromQl.alerts().stream().map(alert -> alert.get("alert") + ".md"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(runbooks);
        assertThat(PromQl.alerts()).allSatisfy(alert -> {
            String name = alert.get("alert").toString();
            assertThat(alert.get("annotations").toString()).contains("runbook=docs/runbooks/" + name + ".md");
            assertThat(alert.get("labels").toString()).matches("\\{severity=(page|ticket)}");
            assertThat(PromQl.read(RUNBOOKS.resolve(name + ".md")))
                    .startsWith("# " + name + "\n\n")
                    .contains("\n## Look at\n\n- ", "\n## Do\n\n- ");
            assertThat(PromQl.read(RUNBOOKS.resolve("README.md"))).contains("[" + name + "](" + name + ".md)");
        });
    }

    @ParameterizedTest
    @MethodSource("boards")
    void aBoardIsOneThatGrafanaCanShow(Path file) {
        JsonNode board = PromQl.board(file);
        Set<String> cells = new HashSet<>();
        Set<Integer> ids = new HashSet<>();

        assertThat(board.path("uid").asString()).startsWith("hd-");
        assertThat(board.path("title").asString()).isNotBlank();
        assertThat(board.path("schemaVersion").asInt()).isPositive();
        assertThat(board.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(ids.add(panel.path("id").asInt())).as("ids of their own").isTrue();
            assertThat(panel.path("type").asString()).isIn("timeseries", "stat", "bargauge");
            assertThat(panel.path("title").asString()).isNotBlank();
            assertThat(panel.at("/datasource/uid").asString()).isEqualTo("prometheus");
            assertThat(panel.path("targets"))
                    .isNotEmpty()
                    .allSatisfy(
                            target -> assertThat(target.path("expr").asString()).isNotBlank());
            place(panel.path("gridPos"), cells);
        });
    }

    @Test
    void noTwoBoardsAreOne() {
        assertThat(boards().map(file -> PromQl.board(file).path("uid").asString()))
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
    }

    @Test
    void boardsAskTheDataSourcesThatAreProvisioned() {
        assertThat(PromQl.read(PromQl.OBSERVABILITY.resolve("grafana/provisioning/datasources/datasources.yml")))
                .contains("uid: prometheus", "uid: tempo");
    }

    @Test
    void prometheusAsksEveryServiceAndNobodyElse() {
        String configuration = PromQl.read(PromQl.OBSERVABILITY.resolve("prometheus/prometheus.yml"));

        assertThat(new Yaml().<Object>load(configuration)).isNotNull();
        assertThat(Pattern.compile("(?m)^ +- (.+):9090$")
                        .matcher(configuration)
                        .results()
                        .map(target -> target.group(1)))
                .containsExactlyInAnyOrderElementsOf(Topology.homeDelivery().services().stream()
                        .map(Service::name)
                        .toList());
    }

    private static void place(JsonNode grid, Set<String> taken) {
        int right = grid.path("x").asInt() + grid.path("w").asInt();
        int bottom = grid.path("y").asInt() + grid.path("h").asInt();
        assertThat(right).isLessThanOrEqualTo(GRID_WIDTH);
        for (int x = grid.path("x").asInt(); x < right; x++) {
            for (int y = grid.path("y").asInt(); y < bottom; y++) {
                assertThat(taken.add(x + "," + y)).as("a place of its own").isTrue();
            }
        }
    }

    /** As Prometheus calls them. */
    private static Set<String> documented() {
        String page = PromQl.read(ROOT.resolve("docs/metrics.md"));
        Set<String> names =
                OTHERS.matcher(page).results().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Matcher row = OURS.matcher(page);
        while (row.find()) {
            String name = row.group(1).replace('.', '_').replace('-', '_');
            names.addAll(
                    switch (row.group(2)) {
                        case "counter" -> List.of(name + "_total");
                        case "timer" ->
                            List.of(
                                    name + "_seconds_count",
                                    name + "_seconds_sum",
                                    name + "_seconds_max",
                                    name + "_seconds_bucket");
                        default -> List.of(name, name + "_seconds");
                    });
        }
        return names;
    }
}
