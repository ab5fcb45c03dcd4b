package com.homedelivery.localstack.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Brings modules up to date, with one call of Maven, or none: Maven itself takes tens of seconds to find that nothing has
 * changed.
 */
final class Build {

    private static final Pattern BEGIN_OF_MODULE = Pattern.compile("\\[INFO] -+< com\\.homedelivery:([a-z-]+) >-+");
    private static final int ERRORS_SHOWN = 25;

    private final Workspace workspace;
    private final Console console;

    Build(Workspace workspace, Console console) {
        this.workspace = workspace;
        this.console = console;
    }

    /**
     * Builds what is stale.
     *
     * @param outputs the files that are needed of what the build of each module leaves
     * @throws SuiteException when the build fails; names its log
     */
    void bringUpToDate(Map<String, List<Path>> outputs) throws InterruptedException {
        // Taken before the build: what changes while it runs is stale again.
        Map<String, String> stale = new LinkedHashMap<>();
        outputs.forEach((module, files) -> {
            if (isStale(module, files)) {
                stale.put(module, fingerprint(module));
            }
        });
        if (!stale.isEmpty()) {
            build(List.copyOf(stale.keySet()));
            stale.forEach(this::noteBuilt);
        }
    }

    boolean isStale(String module, List<Path> outputs) {
        try {
            Path note = workspace.builds().resolve(module);
            return !outputs.stream().allMatch(Files::exists)
                    || !Files.exists(note)
                    || !Files.readString(note).equals(fingerprint(module));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that a module has been built from what has this fingerprint. */
    void noteBuilt(String module, String fingerprint) {
        try {
            Files.writeString(workspace.builds().resolve(module), fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands for what a module is made of: its sources and POM, the shared library's, and the parents' POMs. */
    String fingerprint(String module) {
        Path root = workspace.root();
        return fingerprint(List.of(
                root.resolve("pom.xml"),
                root.resolve("service-parent/pom.xml"),
                root.resolve("shared-lib/pom.xml"),
                root.resolve("shared-lib/src/main"),
                root.resolve(module).resolve("pom.xml"),
                root.resolve(module).resolve("src/main")));
    }

    /** A short text that changes with the name and the content of any file in these files and folders. */
    static String fingerprint(List<Path> paths) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path path : paths) {
                for (Path file : files(path)) {
                    digest.update((file + "\0").getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void build(List<String> modules) throws InterruptedException {
        Path log = workspace.log("build");
        try (StatusBoard board = new StatusBoard(console, modules)) {
            Progress progress = new Progress(board, modules);
            List<String> arguments =
                    List.of("-pl", String.join(",", modules), "-am", "package", "-DskipTests", "-Dspotless.check.skip");
            int exitCode = Maven.run(workspace.root(), arguments, log, progress::read);
            progress.show(exitCode == 0 ? StatusBoard.State.BUILT : StatusBoard.State.FAILED);
            if (exitCode != 0) {
                throw SuiteException.withLog("The build has failed", log, "[ERROR]", ERRORS_SHOWN);
            }
        }
    }

    /** Turns Maven's lines into the states of modules. */
    private static final class Progress {

        private final StatusBoard board;
        private final List<String> modules;
        private String current = "";

        Progress(StatusBoard board, List<String> modules) {
            this.board = board;
            this.modules = modules;
        }

        void read(String line) {
            Matcher begins = BEGIN_OF_MODULE.matcher(line);
            if (begins.matches()) {
                show(StatusBoard.State.BUILT);
                current = begins.group(1);
                show(StatusBoard.State.BUILDING);
            }
        }

        void show(StatusBoard.State state) {
            if (modules.contains(current)) {
                board.show(current, state);
            }
        }
    }
}
