package com.homedelivery.localstack.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which servers are wanted: the two kinds are {@linkplain #forTests(Path) for tests} and
 * {@linkplain #forDevelopment(Path, ServerPorts, List) for development}. It travels to the daemon as its command line.
 *
 * @param stateDirectory everything the servers own: data, logs, unpacked executables, lock files
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
        List<String> arguments = new ArrayList<>();
        arguments.add("--state=" + stateDirectory);
        arguments.add("--keep-data=" + keepsData);
        ports.byName().forEach((name, port) -> arguments.add("--port." + name + "=" + port));
        databases.forEach(database -> arguments.add("--database=" + database));
        idleLimit.ifPresent(limit -> arguments.add("--idle-millis=" + limit.toMillis()));
        return arguments;
    }

    /**
     * Reads a spec back.
     *
     * @throws IllegalArgumentException for an argument that {@link #toArguments()} does not write
     */
    public static ServersSpec fromArguments(List<String> arguments) {
        Path state = Path.of("");
        boolean keepsData = false;
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<String> databases = new ArrayList<>();
        Optional<Duration> idleLimit = Optional.empty();
        for (String argument : arguments) {
            String name = argument.substring(0, argument.indexOf('=') + 1);
            String value = argument.substring(name.length());
            switch (name) {
                case "--state=" -> state = Path.of(value);
                case "--keep-data=" -> keepsData = Boolean.parseBoolean(value);
                case "--database=" -> databases.add(value);
                case "--idle-millis=" -> idleLimit = Optional.of(Duration.ofMillis(Long.parseLong(value)));
                case String port
                when port.startsWith("--port.") ->
                    ports.put(port.substring("--port.".length(), port.length() - 1), Integer.valueOf(value));
                default -> throw new IllegalArgumentException("Unknown argument " + argument);
            }
        }
        return new ServersSpec(state, keepsData, ServerPorts.of(ports), databases, idleLimit);
    }

    /** The daemon's log, with the lines of the servers that live inside it. */
    public Path daemonLog() {
        return stateDirectory.resolve("logs/daemon.log");
    }

    /** Where a server that is a process of its own writes its log. */
    public Path logOf(String server) {
        return stateDirectory.resolve("logs").resolve(server + ".log");
    }

    /** What the servers must not lose, or must forget, depending on {@link #keepsData()}. */
    public Path dataDirectory() {
        return stateDirectory.resolve("data");
    }

    /** Where the running daemon has written how to reach it. */
    public Path addressFile() {
        return stateDirectory.resolve("servers.properties");
    }

    /** Held by the daemon as long as it lives. */
    public Path daemonLock() {
        return stateDirectory.resolve("daemon.lock");
    }

    /** Held by whoever is looking for, or starting, the daemon. */
    Path clientLock() {
        return stateDirectory.resolve("client.lock");
    }
}
