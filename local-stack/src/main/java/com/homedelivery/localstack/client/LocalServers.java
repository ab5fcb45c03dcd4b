package com.homedelivery.localstack.client;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Servers and the daemon that runs them; the two usual kinds are {@linkplain #forTests() for tests} and
 * {@linkplain #forDevelopment for development}. The first to ask for a lease starts the daemon; all others, in this JVM or
 * another, get the same one. What is wanted travels to the daemon as its command line.
 *
 * @param stateDirectory everything the servers own: data, logs, unpacked executables, leases
 * @param keepsData whether data outlives the daemon; if not, it is wiped at the start and writes are not flushed to disk
 * @param addresses where the servers listen, unless a daemon runs already
 * @param databases PostgreSQL databases that exist once the servers are up
 * @param idleLimit how long the daemon stays without a lease
 */
public record LocalServers(
        Path stateDirectory, boolean keepsData, ServerAddresses addresses, List<String> databases, Duration idleLimit) {

    private static final String JVM_FLAGS = "-Xmx320m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
            + " -XX:ReservedCodeCacheSize=64m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";

    private static final Duration TEST_IDLE_LIMIT = Duration.ofSeconds(120);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(120);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(120);

    /** Long enough for others to end one daemon and to start another. */
    private static final Duration LOCK_TIMEOUT =
            START_TIMEOUT.plus(STOP_TIMEOUT).plusMinutes(1);

    /** Servers shared by the tests of all modules of a checkout: any free ports, no data kept, gone when idle. */
    public static LocalServers forTests() {
        Path state = RepositoryRoot.find().resolve("local-stack/target/servers");
        return new LocalServers(state, false, ServerAddresses.anyFree(), List.of(), TEST_IDLE_LIMIT);
    }

    /** Servers to develop against: fixed ports, data kept, up until stopped. */
    public static LocalServers forDevelopment(Path stateDirectory, ServerAddresses addresses, List<String> databases) {
        return new LocalServers(stateDirectory, true, addresses, databases, Polling.FOR_EVER);
    }

    /** The command line arguments that {@link #fromArguments(List)} reads. */
    public List<String> toArguments() {
        Stream<Object> others = Stream.of(stateDirectory, keepsData, addresses.toText(), idleLimit);
        return Stream.concat(others, databases.stream()).map(String::valueOf).toList();
    }

    /** Reads them back. */
    public static LocalServers fromArguments(List<String> arguments) {
        return new LocalServers(
                Path.of(arguments.get(0)),
                Boolean.parseBoolean(arguments.get(1)),
                ServerAddresses.parse(arguments.get(2)),
                arguments.subList(4, arguments.size()),
                Duration.parse(arguments.get(3)));
    }

    /**
     * Takes a lease, starting the daemon of this checkout when none runs. May take some ten seconds then.
     *
     * @throws LocalStackException when the servers do not come up; names their log
     */
    public ServersLease lease() {
        try (FileChannel _ = lock()) {
            if (running().isEmpty()) {
                // A daemon that is just leaving, or what a killed one has left.
                end();
                start();
            }
            return new ServersLease(this, running().orElseThrow(() -> failure("has ended")));
        } catch (IOException e) {
            throw new LocalStackException("Cannot use " + stateDirectory, e);
        }
    }

    /** Where the servers listen, if they are up. */
    public Optional<ServerAddresses> running() {
        try {
            return daemon().find().isPresent() && Files.exists(portsFile())
                    ? Optional.of(ServerAddresses.parse(Files.readString(portsFile())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the daemon and its servers in an orderly way, and kills what does not end; returns when all are gone. */
    public void stop() {
        try (FileChannel _ = lock()) {
            end();
        } catch (IOException e) {
            throw new LocalStackException("Cannot use " + stateDirectory, e);
        }
    }

    /** The process that runs the servers. */
    public JavaProcess daemon() {
        return new JavaProcess(stateDirectory, "daemon");
    }

    /** Where a server that is a process of its own writes its log; {@code daemon} has the lines of all others. */
    public Path logOf(String server) {
        return stateDirectory.resolve("logs").resolve(server + ".log");
    }

    /** What the servers must not lose, or must forget, depending on {@link #keepsData()}. */
    public Path dataDirectory() {
        return stateDirectory.resolve("data");
    }

    /** Where the daemon writes the ports of its servers, once all of them are ready. */
    public Path portsFile() {
        return stateDirectory.resolve("ports");
    }

    /** The file of a lease, which is held, or was. */
    public Path lease(int number) {
        return stateDirectory.resolve("leases").resolve(Integer.toString(number));
    }

    /** Held by whoever looks for the daemon or starts it, takes a lease or ends one. */
    public Path clientLock() {
        return stateDirectory.resolve("client.lock");
    }

    /** Keeps all others from starting or stopping the daemon meanwhile. */
    private FileChannel lock() throws IOException {
        Files.createDirectories(stateDirectory);
        return LockFile.tryLock(clientLock(), LOCK_TIMEOUT)
                .orElseThrow(() -> new LocalStackException(
                        "Somebody has kept " + clientLock() + " locked for " + LOCK_TIMEOUT.toMinutes() + " minutes"));
    }

    private void end() throws IOException {
        daemon().find().ifPresent(daemon -> Processes.stop(daemon, STOP_TIMEOUT));
        // All servers recover from a kill; an orderly stop could wait for their clients for ever.
        Processes.killAllUnder(stateDirectory);
        Files.deleteIfExists(portsFile());
    }

    private void start() throws IOException {
        Path target = RepositoryRoot.find().resolve("local-stack/target");
        Path libraries = target.resolve("runtime-classpath");
        if (!Files.exists(libraries)) {
            throw new LocalStackException(
                    "The local servers are not built: run \"mvn -pl local-stack process-classes\" first");
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-Djava.util.logging.config.file=" + target.resolve("classes/daemon-logging.properties"),
                "-cp",
                target.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(libraries).strip(),
                "com.homedelivery.localstack.servers.ServersDaemon"));
        arguments.addAll(0, List.of(JVM_FLAGS.split(" ")));
        arguments.addAll(toArguments());
        Files.createDirectories(logOf("daemon").getParent());
        ProcessHandle daemon = daemon().start(arguments, stateDirectory, logOf("daemon"), Map.of());
        boolean settled = Polling.until(START_TIMEOUT, () -> Files.exists(portsFile()) || !Processes.isAlive(daemon));
        if (!Files.exists(portsFile())) {
            Processes.kill(daemon);
            end();
            throw failure(settled ? "has ended" : "was not ready after " + START_TIMEOUT.toSeconds() + " s");
        }
    }

    private LocalStackException failure(String what) {
        return LocalStackException.withLog("The daemon of the local servers " + what, logOf("daemon"));
    }
}
