package com.homedelivery.shared.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.Documentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

/** Holds {@code docs/shared-lib.md} against what Spring Boot and Flyway find in the library. */
class SharedLibraryDocumentationTests {

    private static final Path MIGRATIONS = Path.of("src", "main", "resources");
    private static final Pattern CREATED_TABLE = Pattern.compile("create table if not exists (\\w+)");
    private static final String OURS = "com.homedelivery.shared.";

    private final Documentation page = Documentation.of("shared-lib.md");

    @Test
    void everyAutoConfigurationIsDocumentedAndNothingElse() {
        assertThat(documented("Auto-configurations").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        autoConfigurations().map(Class::getSimpleName).toList());
    }

    @Test
    void everyAutoConfigurationSaysWhichPropertiesItBinds() {
        Map<String, List<String>> documented = documented("Auto-configurations");
        assertThat(autoConfigurations())
                .allSatisfy(configuration -> assertThat(Documentation.codeIn(
                                documented.get(configuration.getSimpleName()).getLast()))
                        .as(configuration.getSimpleName())
                        .containsAll(prefixes(configuration)));
    }

    /** The names in it are strings, because the classes are package-private. */
    @Test
    void everyAutoConfigurationComesBeforeOrAfterOnesThatExist() {
        List<String> names = autoConfigurations().map(Class::getName).toList();
        assertThat(autoConfigurations()
                        .map(configuration -> configuration.getAnnotation(AutoConfiguration.class))
                        .flatMap(order -> Stream.of(order.afterName(), order.beforeName()))
                        .flatMap(Arrays::stream)
                        .filter(name -> name.startsWith(OURS)))
                .isNotEmpty()
                .isSubsetOf(names);
    }

    @Test
    void everyEnvironmentPostProcessorIsDocumentedAndNothingElse() {
        ClassLoader loader = getClass().getClassLoader();
        assertThat(documented("Environment post-processors").keySet())
                .containsExactlyInAnyOrderElementsOf(SpringFactoriesLoader.forDefaultResourceLocation(loader)
                        .load(
                                EnvironmentPostProcessor.class,
                                SpringFactoriesLoader.FailureHandler.handleMessage((_, _) -> {}))
                        .stream()
                        .map(Object::getClass)
                        .filter(type -> type.getName().startsWith(OURS))
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void everyMigrationIsDocumentedWithItsTables() throws IOException {
        Map<String, TreeSet<String>> tables = new TreeMap<>();
        documented("Migrations")
                .forEach((script, cells) -> tables.put(script, new TreeSet<>(Documentation.codeIn(cells.get(1)))));
        assertThat(tables).isEqualTo(created());
    }

    /** The rows of a section's table by the code in their first cell. */
    private Map<String, List<String>> documented(String section) {
        return page.rowsIn(section).stream()
                .filter(row -> row.getFirst().startsWith("`"))
                .collect(Collectors.toMap(
                        row -> Documentation.codeIn(row.getFirst()).getFirst(), row -> row));
    }

    private static Stream<Class<?>> autoConfigurations() {
        ClassLoader loader = SharedLibraryDocumentationTests.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith(OURS))
                .map(name -> ClassUtils.resolveClassName(name, loader));
    }

    private static List<String> prefixes(Class<?> configuration) {
        EnableConfigurationProperties bound = configuration.getAnnotation(EnableConfigurationProperties.class);
        return bound == null
                ? List.of()
                : Arrays.stream(bound.value())
                        .map(type -> type.getAnnotation(ConfigurationProperties.class)
                                .value())
                        .toList();
    }

    private static Map<String, TreeSet<String>> created() throws IOException {
        try (Stream<Path> files = Files.walk(MIGRATIONS.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .collect(Collectors.toMap(
                            file -> MIGRATIONS.relativize(file).toString().replace('\\', '/'),
                            SharedLibraryDocumentationTests::tablesIn,
                            (one, _) -> one,
                            TreeMap::new));
        }
    }

    private static TreeSet<String> tablesIn(Path script) {
        try {
            return CREATED_TABLE
                    .matcher(Files.readString(script))
                    .results()
                    .map(table -> table.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
