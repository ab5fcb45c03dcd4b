package com.homedelivery.shared.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.Documentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the retention table of {@code docs/architecture.md} against the migrations of all modules: each table of a
 * database is in it, and no other.
 */
class RetentionDocumentationTests {

    private static final Path PROJECT = Path.of("..");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db");
    private static final Pattern CREATED_TABLE =
            Pattern.compile("\\bcreate\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)", Pattern.CASE_INSENSITIVE);

    @Test
    void everyTableOfAMigrationStandsInTheRetentionTable() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(created());
    }

    /** Cells of tables begin with a name; those of Redis, MongoDB and Kafka say where they are, or have no such name. */
    private static Set<String> documented() {
        return Documentation.of("architecture.md").rowsIn("What is kept, and for how long").stream()
                .map(row -> row.get(1))
                .filter(cell -> cell.startsWith("`"))
                .flatMap(cell -> Documentation.codeIn(cell).stream())
                .filter(name -> name.matches("\\w+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> created() throws IOException {
        Set<String> tables = new TreeSet<>();
        for (Path script : scripts()) {
            CREATED_TABLE
                    .matcher(Files.readString(script))
                    .results()
                    .map(table -> table.group(1))
                    .forEach(tables::add);
        }
        return tables;
    }

    private static List<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path migrations : modules.map(module -> module.resolve(MIGRATIONS))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(migrations)) {
                    files.filter(file -> file.toString().endsWith(".sql")).forEach(scripts::add);
                }
            }
        }
        return scripts;
    }
}
