package com.homedelivery.localstack.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One attempt to start the daemon, with the Java that runs this code. */
final class DaemonStart {

    private static final String MAIN_CLASS = "com.homedelivery.localstack.servers.ServersDaemon";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final int LOG_LINES_SHOWN = 20;

    private final ServersSpec spec;
    private final Process process;

    private DaemonStart(ServersSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    static DaemonStart begin(Path repositoryRoot, ServersSpec spec) throws IOException {
        Files.createDirectories(spec.daemonLog().getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx320m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=64m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.config.class=com.homedelivery.localstack.servers.DaemonLogging",
                "-cp",
                classPath(repositoryRoot),
                MAIN_CLASS));
        command.addAll(spec.toArguments());
        Process process = new ProcessBuilder(OwnSession.of(command))
                .directory(spec.stateDirectory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(spec.daemonLog().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        return new DaemonStart(spec, process);
    }

    /** Returns once the daemon has written its addresses. */
    void awaitReady() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(spec.addressFile())) {
            if (!process.isAlive()) {
                throw failure("ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw failure("was not ready after " + PATIENCE.toSeconds() + " s");
            }
            try {
                Thread.sleep(GLANCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failure("was not waited for");
            }
        }
    }

    ServersUnavailableException failure(String what) {
        return new ServersUnavailableException(
                "The daemon of the local servers " + what + ". Its log, " + spec.daemonLog() + ", ends:\n" + logTail());
    }

    private String logTail() {
        try (Stream<String> lines = Files.lines(spec.daemonLog())) {
            List<String> all = lines.toList();
            return all.stream().skip(Math.max(0, all.size() - LOG_LINES_SHOWN)).collect(Collectors.joining("\n"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** The classes of this module and the libraries that the build has written down for it. */
    private static String classPath(Path repositoryRoot) throws IOException {
        Path target = repositoryRoot.resolve("local-stack/target");
        Path libraries = target.resolve("runtime-classpath");
        if (!Files.exists(libraries)) {
            throw new ServersUnavailableException(
                    "The local servers are not built: run \"mvn -pl local-stack process-classes\" first");
        }
        return target.resolve("classes")
                + File.pathSeparator
                + Files.readString(libraries).strip();
    }
}
