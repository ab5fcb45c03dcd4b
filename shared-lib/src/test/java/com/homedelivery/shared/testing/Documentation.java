package com.homedelivery.shared.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tables in a Markdown file of the project's {@code docs}, so that tests can hold them against the code. */
public final class Documentation {

    /** Between two cells; a {@code \|} belongs to its cell. */
    private static final Pattern BORDER = Pattern.compile("(?<!\\\\)\\|");

    private final String file;
    private final List<String> lines;

    private Documentation(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** @param file its name in {@code docs} */
    public static Documentation of(String file) {
        try {
            return new Documentation(file, Files.readAllLines(Path.of("..", "docs", file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rows of the tables in a section, each as its cells; heads and rulers are among them.
     *
     * @param heading what follows {@code ##}; the section ends at the next heading of that level
     * @throws AssertionError when there is no such section
     */
    public List<List<String>> rowsIn(String heading) {
        int start = lines.indexOf("## " + heading);
        if (start < 0) {
            throw new AssertionError("docs/" + file + " has no section \"## " + heading + "\"");
        }
        return lines.stream()
                .skip(start + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .map(Documentation::cells)
                .toList();
    }

    /**
     * The lines between {@code <!-- name -->} and {@code <!-- /name -->}: what is generated from the code.
     *
     * @throws AssertionError when there are no such marks
     */
    public String between(String name) {
        int start = lines.indexOf("<!-- " + name + " -->");
        int end = lines.indexOf("<!-- /" + name + " -->");
        if (start < 0 || end < start) {
            throw new AssertionError("docs/" + file + " has no marks \"" + name + "\"");
        }
        return String.join("\n", lines.subList(start + 1, end));
    }

    /** What stands in backticks, in its order. */
    public static List<String> codeIn(String cell) {
        String[] parts = cell.split("`", -1);
        return Stream.iterate(1, i -> i < parts.length, i -> i + 2)
                .map(i -> parts[i])
                .toList();
    }

    private static List<String> cells(String row) {
        String[] cells = BORDER.split(row, -1);
        return Arrays.stream(cells, 1, cells.length - 1).map(String::strip).toList();
    }
}
