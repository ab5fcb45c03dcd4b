package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.Processes;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings modules up to date, with one call of Maven, or none: Maven itself takes long to find that nothing has changed.
 */
final class Build {

    private static final Pattern BEGIN_OF_MODULE = Pattern.compile("\\[INFO] -+< com\\.homedelivery:([a-z-]+) >-+");
    private static final String ERRORS_SHOWN = "25";

    private final Workspace workspace;
    private final Console console;
    private String current = "";

    Build(Workspace workspace, Console console) {
        this.workspace = workspace;
        this.console = console;
    }

    /**
     * Builds what is stale of these modules.
     *
     * @throws LocalStackException when the build fails; names its log
     */
    void bringUpToDate(List<String> modules) throws IOException {
        List<String> stale = modules.stream()
                .filter(module -> new BuiltModule(workspace, module).isStale())
                .toList();
        if (!stale.isEmpty()) {
            // Taken before the build: what changes while it runs is stale again.
            Instant begun = Instant.now();
            build(stale);
            for (String module : stale) {
                new BuiltModule(workspace, module).noteBuilt(begun);
            }
        }
    }

    private void build(List<String> modules) throws IOException {
        Path log = workspace.log("build");
        String command = "mvn -B -ntp -am package -DskipTests -Dspotless.check.skip -pl " + String.join(",", modules);
        ProcessBuilder maven = new ProcessBuilder(command.split(" "))
                .directory(workspace.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        List<Process> pipe;
        try {
            pipe = ProcessBuilder.startPipeline(List.of(maven, new ProcessBuilder("tee", log.toString())));
        } catch (IOException e) {
            throw new LocalStackException("Cannot run mvn; is Maven 3.8 or newer on the PATH", e);
        }
        try (StatusBoard board = new StatusBoard(console, modules);
                BufferedReader lines = pipe.getLast().inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(BEGIN_OF_MODULE::matcher).filter(Matcher::matches).forEach(begins -> {
                board.show(current, StatusBoard.State.BUILT);
                current = begins.group(1);
                board.show(current, StatusBoard.State.BUILDING);
            });
            boolean built = pipe.getFirst().onExit().join().exitValue() == 0;
            board.show(current, built ? StatusBoard.State.BUILT : StatusBoard.State.FAILED);
            if (!built) {
                Optional<String> errors =
                        Processes.output(List.of("grep", "-m", ERRORS_SHOWN, "^.ERROR]", log.toString()));
                throw LocalStackException.withLog("The build has failed", log, errors.orElse(""));
            }
        } finally {
            Processes.kill(pipe.getFirst().toHandle());
        }
    }
}
