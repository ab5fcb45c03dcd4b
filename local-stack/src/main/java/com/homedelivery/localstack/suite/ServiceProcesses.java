package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.DetachedProcess;
import com.homedelivery.localstack.client.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts, watches and ends the process of one service at a time. */
public final class ServiceProcesses {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(240);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int LOG_LINES_SHOWN = 20;

    private final Workspace workspace;
    private final Topology topology;
    private final ProcessTable table;
    private final HealthCheck health;

    public ServiceProcesses(Workspace workspace, Topology topology, HealthCheck health) {
        this.workspace = workspace;
        this.topology = topology;
        this.table = new ProcessTable(workspace.runs());
        this.health = health;
    }

    /** The process of a service, if it runs. */
    public Optional<ProcessHandle> find(Service service) {
        return entry(service).map(ProcessTable.Entry::handle);
    }

    Optional<ProcessTable.Entry> entry(Service service) {
        return table.find(service.name());
    }

    boolean isHealthy(Service service) {
        return health.isHealthy(service.address());
    }

    /**
     * Starts the service in a session of its own; its log of the last time is kept beside the new one.
     *
     * @param build what it is started from
     */
    public void start(Service service, List<String> command, String build) {
        Path log = workspace.log(service.name());
        Map<String, String> environment = new LinkedHashMap<>(topology.environment(service, workspace.jwtSecret()));
        // Keeps the C library from setting up an arena for every few threads, which are never given back.
        environment.put("MALLOC_ARENA_MAX", "2");
        try {
            workspace.writeEnvironment(service.name(), environment);
            if (Files.exists(log)) {
                Files.move(log, workspace.log(service.name() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
            }
            Process process = DetachedProcess.start(command, workspace.root(), log, environment);
            table.put(service.name(), process.toHandle(), build);
        } catch (IOException e) {
            throw new SuiteException("Cannot start " + service.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Returns when the service is healthy.
     *
     * @throws SuiteException when it ends instead, or takes too long; with the end of its log
     */
    public void awaitHealthy(Service service) throws InterruptedException {
        try {
            boolean settled = Polling.until(
                    START_TIMEOUT, () -> isHealthy(service) || find(service).isEmpty());
            if (!settled || find(service).isEmpty()) {
                String what = settled
                        ? " has ended while starting"
                        : " is not healthy after " + START_TIMEOUT.toSeconds() + " s";
                throw SuiteException.withLog(service.name() + what, workspace.log(service.name()), "", LOG_LINES_SHOWN);
            }
        } catch (IOException e) {
            throw new SuiteException("Cannot watch " + service.name(), e);
        }
    }

    /** Lets the service finish what it is doing, and ends it. */
    public void stop(Service service) {
        find(service).ifPresent(process -> ProcessTermination.orderly(process, STOP_TIMEOUT));
        table.remove(service.name());
    }

    /** Ends the service as a crash does. */
    public void kill(Service service) {
        find(service).ifPresent(ProcessTermination::kill);
        table.remove(service.name());
    }
}
