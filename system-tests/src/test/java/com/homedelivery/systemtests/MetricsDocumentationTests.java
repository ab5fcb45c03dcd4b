package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/metrics.md lists the meters that the services' sources build, and no others; all are named alike. */
class MetricsDocumentationTests {

    private static final Path ROOT = RepositoryRoot.find();

    /** A meter's builder, up to its registration. */
    private static final Pattern BUILDER = Pattern.compile(
            "\\b(Counter|Gauge|TimeGauge|Timer)\\s*\\.builder\\(\\s*\"([^\"]+)\"(.*?)\\.(?:register|withRegistry)\\(",
            Pattern.DOTALL);

    private static final Pattern DESCRIPTION =
            Pattern.compile("\\.description\\(\\s*\"([^\"]+)\"(?:\\s*\\+\\s*\"([^\"]+)\")?");

    /** Without a builder a meter has no description. */
    private static final Pattern WITHOUT_BUILDER = Pattern.compile("\\.(?:counter|timer|gauge|summary)\\(\\s*\"");

    /** {@code homedelivery.<service>.<noun>}, or a part of the shared library in the place of the service. */
    private static final Pattern NAME = Pattern.compile("homedelivery\\.("
            + "gateway|auth|user|product|inventory|cart|order|payment|delivery|notification|analytics"
            + "|client|http|kafka|outbox|redis|stream)\\.[a-z]+([.-][a-z]+)*");

    @Test
    void listsEveryMeterAndNoOther() {
        String table = Stream.concat(
                        Stream.of("| Metric | Kind | Meaning |", "|---|---|---|"), meters().values().stream())
                .collect(Collectors.joining("\n"));
        assertThat(documented())
                .as("between <!-- metrics --> and <!-- /metrics --> of docs/metrics.md belongs%n%s", table)
                .isEqualTo(table);
    }

    @Test
    void namesAllMetersAlike() {
        assertThat(meters().keySet()).allMatch(name -> NAME.matcher(name).matches());
    }

    @Test
    void buildsNoMeterWithoutDescription() {
        assertThat(sources()
                        .filter(source -> WITHOUT_BUILDER.matcher(read(source)).find()))
                .isEmpty();
    }

    private static String documented() {
        String page = read(ROOT.resolve("docs/metrics.md"));
        return page.substring(page.indexOf("<!-- metrics -->\n") + 17, page.indexOf("\n<!-- /metrics -->"));
    }

    private static Map<String, String> meters() {
        Map<String, String> rows = new TreeMap<>();
        sources().forEach(source -> {
            Matcher builder = BUILDER.matcher(read(source));
            while (builder.find()) {
                Matcher description = DESCRIPTION.matcher(builder.group(3));
                assertThat(description.find())
                        .as("%s has a description", builder.group(2))
                        .isTrue();
                rows.put(builder.group(2), row(builder, description));
            }
        });
        return rows;
    }

    private static String row(Matcher builder, Matcher description) {
        String more = description.group(2) == null ? "" : description.group(2);
        return "| `%s` | %s | %s |"
                .formatted(
                        builder.group(2),
                        builder.group(1).replace("TimeGauge", "Gauge").toLowerCase(Locale.ROOT),
                        description.group(1) + more);
    }

    private static Stream<Path> sources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> sources = modules.filter(module -> !module.endsWith("system-tests"))
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(MetricsDocumentationTests::javaFiles)
                    .toList();
            return sources.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
