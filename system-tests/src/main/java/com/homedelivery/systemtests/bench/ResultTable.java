package com.homedelivery.systemtests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All figures, one below the other, beside what is aimed at. */
final class ResultTable {

    private static final String MISSED = "!";

    private ResultTable() {}

    /** The lines of the table. Figures that miss their aim are marked. */
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
                            figure.misses() ? MISSED : "", figure.name(), value(figure), aim(figure), figure.remark())
                    .stripTrailing()));
        });
        return lines;
    }

    private static String value(Figure figure) {
        Double value = figure.value();
        return value == null ? "–" : (Numbers.text(value) + " " + figure.unit()).strip();
    }

    private static String aim(Figure figure) {
        Aim aim = figure.aim();
        return aim == null ? "" : aim.toString();
    }
}
