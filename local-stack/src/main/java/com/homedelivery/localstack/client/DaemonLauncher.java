package com.homedelivery.localstack.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the daemon, with the Java that runs this code. */
final class DaemonLauncher {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final int LOG_LINES_SHOWN = 20;

    private DaemonLauncher() {}

    /** Returns once the daemon has written its addresses. */
    static void start(Path repositoryRoot, ServersSpec spec) throws IOException, InterruptedException {
        Path target = repositoryRoot.resolve("local-stack/target");
        Path libraries = target.resolve("runtime-classpath");
        if (!Files.exists(libraries)) {
            throw new ServersUnavailableException(
                    "The local servers are not built: run \"mvn -pl local-stack process-classes\" first");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.config.file=" + target.resolve("classes/daemon-logging.properties"),
                "-cp",
                target.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(libraries).strip(),
                "com.homedelivery.localstack.servers.ServersDaemon"));
        command.addAll(spec.toArguments());
        Files.createDirectories(spec.daemonLog().getParent());
        Files.deleteIfExists(spec.addressFile());
        Process daemon = DetachedProcess.start(command, spec.stateDirectory(), spec.daemonLog(), Map.of());
        boolean settled = Polling.until(START_TIMEOUT, () -> Files.exists(spec.addressFile()) || !daemon.isAlive());
        if (!settled) {
            daemon.destroyForcibly();
            throw failure(spec, "was not ready after " + START_TIMEOUT.toSeconds() + " s");
        }
        if (!Files.exists(spec.addressFile())) {
            throw failure(spec, "ended with exit code " + daemon.exitValue());
        }
    }

    /** Names the daemon's log, with its end. */
    static ServersUnavailableException failure(ServersSpec spec, String what) throws IOException {
        try (Stream<String> lines = Files.lines(spec.daemonLog())) {
            List<String> all = lines.toList();
            String tail =
                    all.stream().skip(Math.max(0, all.size() - LOG_LINES_SHOWN)).collect(Collectors.joining("\n"));
            return new ServersUnavailableException(
                    "The daemon of the local servers " + what + ". Its log, " + spec.daemonLog() + ", ends:\n" + tail);
        }
    }
}
