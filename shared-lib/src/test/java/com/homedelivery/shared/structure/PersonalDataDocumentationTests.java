package com.homedelivery.shared.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.Documentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/personal-data.md} against the migrations of all modules: each table that has a person's id, or a column that
 * could tell who somebody is, is in it, and no other. Whoever adds one decides whether it is exported, and what is forgotten.
 */
class PersonalDataDocumentationTests {

    private static final Path PROJECT = Path.of("..");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db");
    private static final Pattern COMMENT = Pattern.compile("--.*");
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:create|alter)\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?(\\w+)(.*?);", Pattern.DOTALL);
    private static final Pattern PERSONAL_COLUMN = Pattern.compile(
            "(?m)^\\s*(?:add column\\s+|[(]\\s*)?(?:user_id|account_id|rider_id|\\w+_by|actor|email|email_hash|key_hash|first_name"
                    + "|last_name|phone|street|address|device|network|notes|instructions|cause|body|payload|fields|data|reason|lat)\\s+(?:uuid|varchar|text|jsonb|double)\\b");

    @Test
    void everyTableAboutPeopleIsDocumented() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(aboutPeople());
    }

    /** Cells of tables begin with a name; those of Redis, MongoDB and Kafka say where they are. */
    private static Set<String> documented() {
        return Documentation.of("personal-data.md").rowsIn("Where it is").stream()
                .map(row -> row.get(1))
                .filter(cell -> cell.startsWith("`"))
                .flatMap(cell -> Documentation.codeIn(cell).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> aboutPeople() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path migrations : modules.map(module -> module.resolve(MIGRATIONS))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(migrations)) {
                    for (Path script : files.filter(file -> file.toString().endsWith(".sql"))
                            .toList()) {
                        TABLE.matcher(COMMENT.matcher(Files.readString(script)).replaceAll(""))
                                .results()
                                .filter(table ->
                                        PERSONAL_COLUMN.matcher(table.group(2)).find())
                                .map(table -> table.group(1))
                                .forEach(tables::add);
                    }
                }
            }
        }
        return tables;
    }
}
