package com.homedelivery.localstack.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code mvn verify}, told module by module; on a build machine, or into a pipe, line by line. */
final class TestRun {

    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+?) [0-9][^ ]*-SNAPSHOT(?: +\\[(.+)])?");
    private static final Pattern TEST_CLASS = Pattern.compile("\\[(?:INFO|WARNING|ERROR)] Tests run: (\\d+),"
            + " Failures: (\\d+), Errors: (\\d+), Skipped: \\d+, Time elapsed: ([0-9.]+) s .*-- in (?:.*\\.)?(\\w+)");
    private static final int ERRORS_SHOWN = 40;

    private final Workspace workspace;
    private final Screen screen;
    private int run;
    private int bad;

    TestRun(Workspace workspace, Screen screen) {
        this.workspace = workspace;
        this.screen = screen;
    }

    /**
     * Runs the tests of these modules and what they depend on, of all for no module.
     *
     * @return Maven's exit code
     */
    int run(List<String> modules) {
        List<String> arguments = new ArrayList<>();
        if (!modules.isEmpty()) {
            arguments.addAll(List.of("-pl", String.join(",", modules), "-am"));
        }
        arguments.add("verify");
        Path log = workspace.log("test");
        int exitCode = new Maven(workspace.root()).run(arguments, log, screen.isTerminal() ? this::tell : screen::line);
        if (screen.isTerminal()) {
            summarize(exitCode, log);
        }
        return exitCode;
    }

    void tell(String line) {
        Matcher module = MODULE.matcher(line);
        Matcher tests = TEST_CLASS.matcher(line);
        if (module.matches()) {
            String place = module.group(2) == null ? "" : screen.paint(Screen.Tone.QUIET, "  " + module.group(2));
            screen.line(module.group(1) + place);
        } else if (tests.matches()) {
            int count = Integer.parseInt(tests.group(1));
            int failed = Integer.parseInt(tests.group(2)) + Integer.parseInt(tests.group(3));
            run += count;
            bad += failed;
            String verdict = failed == 0
                    ? screen.paint(Screen.Tone.GOOD, count + " passed")
                    : screen.paint(Screen.Tone.BAD, failed + " of " + count + " failed");
            screen.line("  " + tests.group(5) + ": " + verdict
                    + screen.paint(Screen.Tone.QUIET, "  " + tests.group(4) + " s"));
        }
    }

    private void summarize(int exitCode, Path log) {
        if (exitCode == 0) {
            screen.line(screen.paint(Screen.Tone.GOOD, "All " + run + " tests have passed."));
            return;
        }
        LogFile.lines(log).stream()
                .filter(line -> line.startsWith("[ERROR]"))
                .distinct()
                .limit(ERRORS_SHOWN)
                .forEach(screen::line);
        screen.line(screen.paint(Screen.Tone.BAD, bad + " of " + run + " tests have failed, or the build has.")
                + " The whole output: " + log);
    }
}
