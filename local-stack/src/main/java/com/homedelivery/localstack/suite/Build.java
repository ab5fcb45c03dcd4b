package com.homedelivery.localstack.suite;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Brings modules up to date, with one call of Maven, or none. */
final class Build {

    /** Maven's line at the beginning of a module. */
    private static final Pattern MODULE = Pattern.compile("\\[INFO] -+< com\\.homedelivery:([a-z-]+) >-+");

    private static final int LOG_LINES_SHOWN = 25;

    private final Workspace workspace;
    private final Modules modules;
    private final Screen screen;

    Build(Workspace workspace, Screen screen) {
        this.workspace = workspace;
        this.modules = new Modules(workspace);
        this.screen = screen;
    }

    /**
     * Builds what is stale among these modules.
     *
     * @throws SuiteException when the build fails; names its log
     */
    void bringUpToDate(List<Module> wanted) {
        List<Module> stale = modules.stale(wanted);
        if (stale.isEmpty()) {
            return;
        }
        // Taken before the build: what changes while it runs is stale again.
        List<String> names = stale.stream().map(Module::name).toList();
        Map<String, String> fingerprints = new LinkedHashMap<>();
        names.forEach(name -> fingerprints.put(name, modules.fingerprint(name)));
        Path log = workspace.log("build");
        try (Board board = new Board(screen, names)) {
            Progress progress = new Progress(board, names);
            int exitCode = new Maven(workspace.root())
                    .run(
                            List.of(
                                    "-pl",
                                    String.join(",", names),
                                    "-am",
                                    "package",
                                    "-DskipTests",
                                    "-Dspotless.check.skip"),
                            log,
                            progress::read);
            progress.end(exitCode == 0);
            if (exitCode != 0) {
                throw new SuiteException("The build has failed. Its log, " + log + ", ends:\n" + failure(log));
            }
        }
        fingerprints.forEach(modules::built);
    }

    private static String failure(Path log) {
        List<String> errors = LogFile.lines(log).stream()
                .filter(line -> line.startsWith("[ERROR]"))
                .limit(LOG_LINES_SHOWN)
                .toList();
        return errors.isEmpty()
                ? LogFile.tail(log, LOG_LINES_SHOWN)
                : errors.stream().collect(Collectors.joining("\n"));
    }

    /** Turns Maven's lines into the states of modules. */
    private static final class Progress {

        private final Board board;
        private final List<String> names;
        private String current = "";

        Progress(Board board, List<String> names) {
            this.board = board;
            this.names = names;
        }

        void read(String line) {
            Matcher begins = MODULE.matcher(line);
            if (begins.matches()) {
                finish(Board.State.BUILT);
                current = begins.group(1);
                if (names.contains(current)) {
                    board.show(current, Board.State.BUILDING);
                }
            }
        }

        void end(boolean well) {
            finish(well ? Board.State.BUILT : Board.State.FAILED);
        }

        private void finish(Board.State state) {
            if (names.contains(current)) {
                board.show(current, state);
            }
        }
    }
}
