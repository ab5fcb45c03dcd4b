package com.homedelivery.shared.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A JSON document in {@code docs/api} that is made from the code. With {@code -Ddocs.write} it is written anew. */
public final class CheckedIn {

    private static final Path FOLDER = Path.of("..", "docs", "api");
    private static final boolean WRITE = System.getProperty("docs.write") != null;
    private static final ObjectWriter JSON = JsonMapper.shared()
            .writer()
            .with(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"))
                    .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n")));

    private CheckedIn() {}

    /** @param name the file's name in {@code docs/api} */
    public static ObjectNode read(String name) {
        return (ObjectNode) JsonMapper.shared().readTree(text(FOLDER.resolve(name)));
    }

    /** Fails unless the file is what the code makes of it. */
    public static void assertIs(String name, JsonNode made) {
        Path file = FOLDER.resolve(name);
        String text = JSON.writeValueAsString(made) + "\n";
        if (WRITE) {
            write(file, text);
        }
        assertThat(firstDifference(text(file).lines().toList(), text.lines().toList()))
                .as("docs/api/%s; run this test with -Ddocs.write to have it written anew", name)
                .isNull();
    }

    /** Both documents whole would be more than anybody reads. */
    private static @Nullable String firstDifference(List<String> documented, List<String> made) {
        int line = IntStream.range(0, Math.max(documented.size(), made.size()))
                .filter(i -> !lineOf(documented, i).equals(lineOf(made, i)))
                .findFirst()
                .orElse(-1);
        return line < 0
                ? null
                : "line %d is <%s> and should be <%s>"
                        .formatted(
                                line + 1,
                                lineOf(documented, line).strip(),
                                lineOf(made, line).strip());
    }

    private static String lineOf(List<String> document, int index) {
        return index < document.size() ? document.get(index) : "";
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
