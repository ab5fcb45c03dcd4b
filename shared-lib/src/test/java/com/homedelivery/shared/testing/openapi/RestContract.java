package com.homedelivery.shared.testing.openapi;

import com.homedelivery.shared.testing.Documentation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docs/rest-api.md} promises: its codes, and its routes with who may call them and how they answer. */
public final class RestContract {

    private static final Pattern METHOD_AND_PATH = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) /.*");
    private static final Documentation PAGE = Documentation.of("rest-api.md");

    private RestContract() {}

    /**
     * A code that may stand in {@code error.code}.
     *
     * @param statuses with which it is sent
     * @param when what has happened
     */
    public record Code(String name, List<Integer> statuses, String when) {}

    /**
     * A route, which may stand in several rows.
     *
     * @param route {@code GET /orders/{id}}
     * @param callers {@code public}, {@code bearer}, or roles
     * @param text what is asked and answered
     */
    public record Row(String route, Set<String> callers, String text) {

        /** The codes that the row names. */
        public Set<String> codes() {
            return Documentation.codeIn(text).stream()
                    .filter(RestContract.codes()::containsKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** Whether it changes nothing. */
        public boolean isRead() {
            return route.startsWith("GET ");
        }

        /** The status of a success. */
        public String status() {
            return text.contains("→ 201") ? "201" : "200";
        }

        private Row and(Row other) {
            Set<String> all = new TreeSet<>(callers);
            all.addAll(other.callers);
            return new Row(route, all, text + " " + other.text);
        }
    }

    /** The codes of the whole suite by name. */
    public static Map<String, Code> codes() {
        Map<String, Code> codes = new TreeMap<>();
        PAGE.rowsIn("What holds everywhere").stream()
                .filter(row -> row.getFirst().matches("`[A-Z_]+`"))
                .map(row -> new Code(
                        Documentation.codeIn(row.getFirst()).getFirst(),
                        Arrays.stream(row.get(1).split(", "))
                                .map(Integer::valueOf)
                                .toList(),
                        row.get(2)))
                .forEach(code -> codes.put(code.name(), code));
        return codes;
    }

    /** The routes of a section by {@code METHOD /path}. */
    public static Map<String, Row> routesIn(String section) {
        Map<String, Row> routes = new LinkedHashMap<>();
        PAGE.rowsIn(section).stream()
                .filter(row -> row.size() == 3)
                .filter(row -> METHOD_AND_PATH
                        .matcher(String.join("", Documentation.codeIn(row.getFirst())))
                        .matches())
                .map(row -> new Row(
                        Documentation.codeIn(row.getFirst()).getFirst(),
                        new TreeSet<>(List.of(row.get(1).split(", "))),
                        row.get(2)))
                .forEach(row -> routes.merge(row.route(), row, Row::and));
        return routes;
    }
}
