package com.homedelivery.localstack.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Gives out leases on the local servers. The first to ask starts the daemon; all others, in this JVM or another, get the
 * same one.
 */
public final class LocalServers {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(120);
    private static final int LOG_LINES_SHOWN = 20;

    private LocalServers() {}

    /**
     * Takes a lease, starting the daemon when none runs. May take some ten seconds then.
     *
     * @param repositoryRoot the checkout whose {@code local-stack} is run
     * @param spec what is wanted; a daemon that runs already is taken as it is
     * @throws LocalStackException when the servers do not come up; names their log
     */
    public static ServersLease lease(Path repositoryRoot, ServersSpec spec) {
        return exclusively(spec, () -> {
            if (running(spec).isEmpty()) {
                // A daemon that is just leaving, or what a killed one has left.
                end(spec);
                start(repositoryRoot, spec);
            }
            return new ServersLease(spec, running(spec).orElseThrow(() -> failure(spec, "has ended")));
        });
    }

    /** The addresses of the servers, if they are up. */
    public static Optional<ServerAddresses> running(ServersSpec spec) {
        try {
            Optional<ProcessHandle> daemon = spec.daemon().find();
            return daemon.isPresent() && Files.exists(spec.portsFile())
                    ? Optional.of(new ServerAddresses(
                            daemon.get().pid(), ServerPorts.parse(Files.readString(spec.portsFile()))))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the daemon and its servers in an orderly way, and kills what does not end; returns when all are gone. */
    public static void stop(ServersSpec spec) {
        exclusively(spec, () -> {
            end(spec);
            return spec;
        });
    }

    private static void end(ServersSpec spec) throws IOException {
        spec.daemon().find().ifPresent(daemon -> Processes.stop(daemon, STOP_TIMEOUT));
        // All servers recover from a kill; an orderly stop could wait for their clients for ever.
        Processes.killAllUnder(spec.stateDirectory());
        Files.deleteIfExists(spec.portsFile());
    }

    private static void start(Path repositoryRoot, ServersSpec spec) throws IOException {
        Path target = repositoryRoot.resolve("local-stack/target");
        Path libraries = target.resolve("runtime-classpath");
        if (!Files.exists(libraries)) {
            throw new LocalStackException(
                    "The local servers are not built: run \"mvn -pl local-stack process-classes\" first");
        }
        List<String> arguments = new ArrayList<>(List.of(
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
        arguments.addAll(spec.toArguments());
        Files.createDirectories(spec.daemonLog().getParent());
        ProcessHandle daemon = spec.daemon().start(arguments, spec.stateDirectory(), spec.daemonLog(), Map.of());
        boolean settled =
                Polling.until(START_TIMEOUT, () -> Files.exists(spec.portsFile()) || !Processes.isAlive(daemon));
        if (!Files.exists(spec.portsFile())) {
            Processes.kill(daemon);
            end(spec);
            throw failure(spec, settled ? "has ended" : "was not ready after " + START_TIMEOUT.toSeconds() + " s");
        }
    }

    private static LocalStackException failure(ServersSpec spec, String what) {
        return LocalStackException.withLog(
                "The daemon of the local servers " + what, spec.daemonLog(), "", LOG_LINES_SHOWN);
    }

    /** Keeps all threads of all JVMs from starting or stopping the daemon meanwhile. */
    private static synchronized <T> T exclusively(ServersSpec spec, Callable<T> work) {
        try {
            Files.createDirectories(spec.leases());
            try (FileChannel file =
                            FileChannel.open(spec.clientLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                return work.call();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new LocalStackException("Cannot use " + spec.stateDirectory(), e);
        }
    }
}
