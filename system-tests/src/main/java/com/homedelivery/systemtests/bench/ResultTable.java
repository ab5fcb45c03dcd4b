package com.homedelivery.systemtests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All figures, one below the other, beside its target. */
final class ResultTable {

    private static final String MISSED = "!";

    private ResultTable() {}

    /** The lines of the table. Figures that miss their target are marked. */
    static List<String> lines(Map<String, List<Figure>> figuresOfBenchmarks) {
        int longest = figuresOfBenchmarks.values().stream()
                .flatMap(List::stream)
                .mapToInt(figure -> figure.name().length())
                .max()
                .orElse(0);
        String format = "  %-1s %-" + Math.max(1, longest) + "s %14s %10s  %s";
        List<String> lines = new ArrayList<>();
        figuresOfBenchmarks.forEach((benchmark, figures) -> {
            lines.add(benchmark);
            figures.forEach(figure -> lines.add(format.formatted(
                            figure.misses() ? MISSED : "",
                            figure.name(),
                            value(figure),
                            target(figure),
                            figure.remark())
                    .stripTrailing()));
        });
        return lines;
    }

    private static String value(Figure figure) {
        Double value = figure.value();
        return value == null ? "–" : (Numbers.text(value) + " " + figure.unit()).strip();
    }

    private static String target(Figure figure) {
        Target target = figure.target();
        return target == null ? "" : target.toString();
    }
}
