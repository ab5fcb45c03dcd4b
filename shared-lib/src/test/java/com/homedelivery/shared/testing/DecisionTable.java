package com.homedelivery.shared.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What is expected of each thing that can happen in each state, as a table that a reader can see:
 *
 * <pre>{@code
 *          | OPEN   | SHUT
 * KNOCK    | enter  | -
 * LEAVE    | -      | refused
 * }</pre>
 *
 * It has a row for every constant of one enum and a column for every constant of another: whoever adds a constant has to
 * say what is expected.
 */
public final class DecisionTable {

    private DecisionTable() {}

    /**
     * Arguments for a parameterized test: what happens, the state, what is expected.
     *
     * @param text the states in the first line, then a line for each thing that can happen; cells separated by {@code |}
     * @throws AssertionError when a row or a column is missing, is there twice, or is not a constant
     */
    public static <R extends Enum<R>, C extends Enum<C>> Stream<Arguments> cells(
            Class<R> happenings, Class<C> states, String text) {
        List<List<String>> lines = text.lines()
                .filter(line -> !line.isBlank())
                .map(DecisionTable::cellsOf)
                .toList();
        List<C> columns = lines.getFirst().stream()
                .skip(1)
                .map(name -> constant(states, name))
                .toList();
        isComplete(states, columns);
        List<R> rows = new ArrayList<>();
        List<Arguments> cells = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            R row = constant(happenings, line.getFirst());
            rows.add(row);
            if (line.size() != columns.size() + 1) {
                throw new AssertionError(row + " needs one cell for each of " + columns);
            }
            for (int i = 0; i < columns.size(); i++) {
                cells.add(Arguments.of(row, columns.get(i), line.get(i + 1)));
            }
        }
        isComplete(happenings, rows);
        return cells.stream();
    }

    private static List<String> cellsOf(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("The table has " + name + ", which is no " + type.getSimpleName()));
    }

    private static <E extends Enum<E>> void isComplete(Class<E> type, List<E> found) {
        Set<E> missing = EnumSet.allOf(type);
        found.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new AssertionError("The table says nothing about " + missing);
        }
        if (found.size() != type.getEnumConstants().length) {
            throw new AssertionError("The table says something twice: "
                    + found.stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
    }
}
