package com.homedelivery.localstack.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which servers are wanted: the two kinds are {@linkplain #forTests(Path) for tests} and
 * {@linkplain #forDevelopment(Path, ServerPorts, List) for development}. It travels to the daemon as its command line.
 *
 * @param stateDirectory everything the servers own: data, logs, unpacked executables, leases
 * @param keepsData whether data outlives the daemon; if not, it is wiped at the start and writes are not flushed to disk
 * @param ports where the servers listen
 * @param databases PostgreSQL databases that exist once the servers are up
 * @param idleLimit how long the daemon stays without a lease; empty means until it is told to stop
 */
public record ServersSpec(
        Path stateDirectory,
        boolean keepsData,
        ServerPorts ports,
        List<String> databases,
        Optional<Duration> idleLimit) {

    private static final Duration TEST_IDLE_LIMIT = Duration.ofSeconds(120);

    /** Servers shared by the tests of all modules of a checkout: any free ports, no data kept, gone when idle. */
    public static ServersSpec forTests(Path repositoryRoot) {
        return new ServersSpec(
                repositoryRoot.resolve("local-stack/target/servers"),
                false,
                ServerPorts.anyFree(),
                List.of(),
                Optional.of(TEST_IDLE_LIMIT));
    }

    /** Servers to develop against: fixed ports, data kept, up until stopped. */
    public static ServersSpec forDevelopment(Path stateDirectory, ServerPorts ports, List<String> databases) {
        return new ServersSpec(stateDirectory, true, ports, databases, Optional.empty());
    }

    /** The command line arguments that {@link #fromArguments(List)} reads. */
    public List<String> toArguments() {
        return List.of(
                stateDirectory.toString(),
                Boolean.toString(keepsData),
                ports.toText(),
                String.join(",", databases),
                idleLimit.map(Duration::toString).orElse(""));
    }

    /** Reads a spec back. */
    public static ServersSpec fromArguments(List<String> arguments) {
        return new ServersSpec(
                Path.of(arguments.get(0)),
                Boolean.parseBoolean(arguments.get(1)),
                ServerPorts.parse(arguments.get(2)),
                Stream.of(arguments.get(3).split(","))
                        .filter(database -> !database.isEmpty())
                        .toList(),
                Optional.of(arguments.get(4)).filter(limit -> !limit.isEmpty()).map(Duration::parse));
    }

    /** The daemon's log, with the lines of the servers that live inside it. */
    public Path daemonLog() {
        return logOf("daemon");
    }

    /** Where a server that is a process of its own writes its log. */
    public Path logOf(String server) {
        return stateDirectory.resolve("logs").resolve(server + ".log");
    }

    /** What the servers must not lose, or must forget, depending on {@link #keepsData()}. */
    public Path dataDirectory() {
        return stateDirectory.resolve("data");
    }

    /** Where Redis is started from, and nothing else. */
    public Path redisExecutables() {
        return stateDirectory.resolve("bin/redis");
    }

    /** Where the daemon writes the ports of its servers, once all of them are ready. */
    public Path portsFile() {
        return stateDirectory.resolve("ports");
    }

    /** The leases that are held, or were, a file each. */
    public Path leases() {
        return stateDirectory.resolve("leases");
    }

    /** Held by whoever looks for the daemon or starts it, takes a lease or ends one. */
    public Path clientLock() {
        return stateDirectory.resolve("client.lock");
    }

    /** The process that runs the servers. */
    JavaProcess daemon() {
        return new JavaProcess(stateDirectory, "daemon");
    }
}
