package com.homedelivery.systemtests;

import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The queries of the boards and the alerts, and which metrics they name. */
final class PromQl {

    static final Path OBSERVABILITY = RepositoryRoot.find().resolve("deploy/observability");

    /** Label matchers, ranges, texts, and the lists of labels behind {@code by}, {@code on} and the like. */
    private static final Pattern BESIDE_METRICS = Pattern.compile(
            "\\{[^}]*}|\\[[^]]*]|\"[^\"]*\"|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\(|[a-zA-Z0-9_:])");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), \\w+\\)");

    private PromQl() {}

    /** The files of Grafana's boards. */
    static List<Path> boards() {
        try (Stream<Path> files = Files.list(OBSERVABILITY.resolve("grafana/dashboards"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode board(Path file) {
        return JsonMapper.shared().readTree(file.toFile());
    }

    /** All alerts, as they stand in their file. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> alerts() {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file =
                new Yaml().load(read(OBSERVABILITY.resolve("prometheus/alerts.yml")));
        return file.get("groups").stream()
                .flatMap(group -> group.get("rules").stream())
                .toList();
    }

    /** The metrics that boards and alerts name, as Prometheus calls them. */
    static Set<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        alerts().forEach(alert -> metrics.addAll(metricsIn(alert.get("expr").toString())));
        for (Path file : boards()) {
            JsonNode board = board(file);
            for (JsonNode panel : board.path("panels")) {
                panel.path("targets")
                        .forEach(target ->
                                metrics.addAll(metricsIn(target.path("expr").asString())));
            }
            StreamSupport.stream(board.at("/templating/list").spliterator(), false)
                    .map(variable ->
                            LABEL_VALUES.matcher(variable.at("/query/query").asString()))
                    .filter(Matcher::matches)
                    .forEach(values -> metrics.addAll(metricsIn(values.group(1))));
        }
        return metrics;
    }

    static Set<String> metricsIn(String query) {
        Set<String> metrics = new TreeSet<>();
        Matcher name = NAME.matcher(BESIDE_METRICS.matcher(query).replaceAll(" "));
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                metrics.add(name.group());
            }
        }
        return metrics;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
