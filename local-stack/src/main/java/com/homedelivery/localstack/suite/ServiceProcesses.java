package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.OwnSession;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts, watches and ends the process of one service at a time. */
final class ServiceProcesses {

    private static final Duration START_LIMIT = Duration.ofSeconds(240);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Workspace workspace;
    private final Topology topology;
    private final ProcessTable table;
    private final Health health;

    ServiceProcesses(Workspace workspace, Topology topology, ProcessTable table, Health health) {
        this.workspace = workspace;
        this.topology = topology;
        this.table = table;
        this.health = health;
    }

    Optional<ProcessTable.Entry> find(Service service) {
        return table.find(service.name());
    }

    boolean isHealthy(Service service) {
        return health.isHealthy(service.address());
    }

    /** Starts the service in a session of its own; its log of the last time is kept beside the new one. */
    void start(Service service, List<String> command, String build) {
        Path log = workspace.log(service.name());
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(command))
                .directory(workspace.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(Jvm.environment());
        builder.environment().putAll(topology.environment(service, workspace.jwtSecret()));
        try {
            if (Files.exists(log)) {
                Files.move(log, workspace.log(service.name() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
            }
            table.put(service.name(), builder.start().toHandle(), build);
        } catch (IOException e) {
            throw new SuiteException("Cannot start " + service.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns when the service is healthy.
     *
     * @throws SuiteException when it ends instead, or takes too long; with the end of its log
     */
    void awaitHealthy(Service service) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isHealthy(service)) {
            if (find(service).isEmpty()) {
                throw LogTail.failure(workspace.log(service.name()), service.name() + " has ended while starting");
            }
            if (System.nanoTime() > deadline) {
                throw LogTail.failure(
                        workspace.log(service.name()),
                        service.name() + " is not healthy after " + START_LIMIT.toSeconds() + " s");
            }
            Thread.sleep(GLANCE);
        }
    }

    void stop(Service service) {
        find(service).ifPresent(entry -> ProcessEnd.orderly(entry.handle(), STOP_LIMIT));
        table.remove(service.name());
    }

    void kill(Service service) {
        find(service).ifPresent(entry -> ProcessEnd.kill(entry.handle()));
        table.remove(service.name());
    }
}
