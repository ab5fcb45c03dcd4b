package com.homedelivery.shared.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.Documentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Holds {@code homedelivery-renamed.properties} against {@code CHANGELOG.md} and {@code docs/configuration.md}. */
class RenamedPropertyDocumentationTests {

    private static final String OURS = "homedelivery.";
    private static final String GONE = "";
    private static final Pattern RENAMED_ROW = Pattern.compile("(?m)^ {2}\\| `([a-z.-]+)` \\| `([a-z.-]+)`");
    private static final Pattern GONE_ENTRY =
            Pattern.compile("(?s)no longer a property and keeps its default: (.*?), all below");
    private static final Pattern PROPERTY_ROW = Pattern.compile("(?m)^\\| `(homedelivery[a-z.-]+)` \\|");

    private final Map<String, String> renamed = renamed();

    @Test
    void theChangelogTellsTheSame() {
        String changelog = read("CHANGELOG.md");
        Map<String, String> told = new TreeMap<>();
        matches(RENAMED_ROW, changelog).forEach(row -> told.put(OURS + row.group(1), OURS + row.group(2)));
        matches(GONE_ENTRY, changelog)
                .flatMap(entry -> Documentation.codeIn(entry.group(1)).stream())
                .forEach(name -> told.put(OURS + name, GONE));

        assertThat(renamed).containsAllEntriesOf(told);
        assertThat(renamed.keySet().stream().filter(name -> !told.containsKey(name)))
                .allMatch(name -> name.startsWith("auth."));
    }

    @Test
    void propertiesThatBeganWithAuthAreCalledWhatTheirSuccessorsAre() {
        assertThat(renamed.keySet().stream().filter(name -> name.startsWith("auth.")))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(renamed).containsEntry(name, renamed.getOrDefault(OURS + name, OURS + name)));
    }

    @Test
    void onlyTodaysNamesAreProperties() {
        Set<String> properties = matches(PROPERTY_ROW, read("docs/configuration.md"))
                .map(row -> row.group(1))
                .collect(Collectors.toSet());

        assertThat(properties)
                .doesNotContainAnyElementsOf(renamed.keySet())
                .containsAll(renamed.values().stream()
                        .filter(name -> !name.equals(GONE))
                        .toList());
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static Map<String, String> renamed() {
        Map<String, String> names = new TreeMap<>();
        try {
            PropertiesLoaderUtils.loadProperties(new ClassPathResource("homedelivery-renamed.properties"))
                    .forEach((name, today) -> names.put(name.toString(), today.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of("..", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
