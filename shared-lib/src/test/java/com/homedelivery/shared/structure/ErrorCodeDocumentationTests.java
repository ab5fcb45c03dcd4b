package com.homedelivery.shared.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.Documentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of error codes in {@code docs/rest-api.md} against the enums of all modules. */
class ErrorCodeDocumentationTests {

    private static final Path PROJECT = Path.of("..");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern CONSTANT = Pattern.compile("^    ([A-Z_]+)\\((\\d{3})\\)[,;]", Pattern.MULTILINE);
    private static final String UNAVAILABLE = "SERVICE_ERROR";

    @Test
    void everyCodeIsDocumentedWithItsStatusAndNothingElse() throws IOException {
        Map<String, String> codes = codes();
        // The gateway sends it with the status of what went wrong.
        assertThat(codes.replace(UNAVAILABLE, "502, 503, 504")).isEqualTo("503");
        assertThat(documented()).isEqualTo(codes);
    }

    private static Map<String, String> documented() {
        Map<String, String> codes = new TreeMap<>();
        Documentation.of("rest-api.md").rowsIn("What holds everywhere").stream()
                .filter(row -> row.getFirst().matches("`[A-Z_]+`"))
                .forEach(row -> codes.put(Documentation.codeIn(row.getFirst()).getFirst(), row.get(1)));
        return codes;
    }

    private static Map<String, String> codes() throws IOException {
        Map<String, String> codes = new TreeMap<>();
        for (Path source : enums()) {
            CONSTANT.matcher(Files.readString(source))
                    .results()
                    .forEach(constant -> assertThat(codes.put(constant.group(1), constant.group(2)))
                            .as("other meaning of %s", constant.group(1))
                            .isIn(null, constant.group(2)));
        }
        return codes;
    }

    private static List<Path> enums() throws IOException {
        List<Path> enums = new ArrayList<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path sources : modules.map(module -> module.resolve(SOURCES))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.getFileName().toString().endsWith("ErrorCode.java"))
                            .forEach(enums::add);
                }
            }
        }
        return enums;
    }
}
