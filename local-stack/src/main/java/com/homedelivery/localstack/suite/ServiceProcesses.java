package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.JavaProcess;
import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.Processes;
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

    public ServiceProcesses(Workspace workspace, Topology topology) {
        this.workspace = workspace;
        this.topology = topology;
    }

    /** The process of a service, if it runs. */
    public Optional<ProcessHandle> find(Service service) {
        return process(service).find();
    }

    /**
     * Starts the service in a session of its own; its log of the last time is kept beside the new one.
     *
     * @param arguments what its JVM is told
     */
    public void start(Service service, List<String> arguments) {
        Path log = workspace.log(service.name());
        Map<String, String> environment = new LinkedHashMap<>(topology.environment(service, workspace.jwtSecret()));
        // Keeps the C library from setting up an arena for every few threads, which are never given back.
        environment.put("MALLOC_ARENA_MAX", "2");
        try {
            workspace.writeEnvironment(service.name(), environment);
            if (Files.exists(log)) {
                Files.move(log, workspace.log(service.name() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
            }
            process(service).start(arguments, workspace.root(), log, environment);
        } catch (IOException e) {
            throw new LocalStackException("Cannot start " + service.name(), e);
        }
    }

    /**
     * Returns when the service is healthy.
     *
     * @throws LocalStackException when it ends instead, or takes too long; with the end of its log
     */
    public void awaitHealthy(Service service) {
        boolean settled = Polling.until(
                START_TIMEOUT, () -> service.isHealthy() || find(service).isEmpty());
        if (!settled || find(service).isEmpty()) {
            throw LocalStackException.withLog(
                    service.name() + (settled ? " has ended while starting" : " does not become healthy"),
                    workspace.log(service.name()),
                    "",
                    LOG_LINES_SHOWN);
        }
    }

    /** Lets the service finish what it is doing, and ends it. */
    public void stop(Service service) {
        find(service).ifPresent(process -> Processes.stop(process, STOP_TIMEOUT));
    }

    /** Ends the service as a crash does. */
    public void kill(Service service) {
        find(service).ifPresent(Processes::kill);
    }

    private JavaProcess process(Service service) {
        return new JavaProcess(workspace.runs(), service.name());
    }
}
