package com.homedelivery.localstack.suite;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a build with tests tells at a terminal: modules, test classes, and what is wrong. */
final class MavenTestOutput {

    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+?) [0-9][^ ]*-SNAPSHOT(?: +\\[(.+)])?");
    private static final Pattern TEST_CLASS = Pattern.compile("\\[(?:INFO|WARNING|ERROR)] Tests run: (\\d+),"
            + " Failures: (\\d+), Errors: (\\d+), Skipped: \\d+, Time elapsed: ([0-9.]+) s .*-- in (?:.*\\.)?(\\w+)");
    private static final int ERRORS_SHOWN = 40;

    private final Console console;
    private final Set<String> errors = new LinkedHashSet<>();
    private int run;
    private int failed;

    MavenTestOutput(Console console) {
        this.console = console;
    }

    void read(String line) {
        if (!console.isTerminal()) {
            console.line(line);
            return;
        }
        Matcher module = MODULE.matcher(line);
        Matcher tests = TEST_CLASS.matcher(line);
        if (module.matches()) {
            String place = module.group(2) == null ? "" : console.paint(Console.Colour.DIM, "  " + module.group(2));
            console.line(module.group(1) + place);
        } else if (tests.matches()) {
            int count = Integer.parseInt(tests.group(1));
            int bad = Integer.parseInt(tests.group(2)) + Integer.parseInt(tests.group(3));
            run += count;
            failed += bad;
            String verdict = bad == 0
                    ? console.paint(Console.Colour.GREEN, count + " passed")
                    : console.paint(Console.Colour.RED, bad + " of " + count + " failed");
            console.line("  " + tests.group(5) + ": " + verdict
                    + console.paint(Console.Colour.DIM, "  " + tests.group(4) + " s"));
        } else if (line.startsWith("[ERROR]")) {
            errors.add(line);
        }
    }

    /** Says how it has ended. */
    void summarize(int exitCode) {
        if (!console.isTerminal()) {
            return;
        }
        if (exitCode == 0) {
            console.line(
                    console.paint(Console.Colour.GREEN, run == 0 ? "Done." : "All " + run + " tests have passed."));
        } else {
            errors.stream().limit(ERRORS_SHOWN).forEach(console::line);
            console.line(
                    console.paint(Console.Colour.RED, failed + " of " + run + " tests have failed, or the build has."));
        }
    }
}
