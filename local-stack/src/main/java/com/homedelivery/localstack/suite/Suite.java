package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.LocalStackException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** The running suite: brings it up and down, as a whole or service by service. */
final class Suite {

    private static final String SERVERS = "servers";

    private final Workspace workspace;
    private final Topology topology;
    private final ServiceProcesses processes;
    private final LocalServers servers;
    private final Console console;

    Suite(Workspace workspace, Topology topology, ServiceProcesses processes, Console console) {
        this.workspace = workspace;
        this.topology = topology;
        this.processes = processes;
        this.servers = workspace.servers(topology);
        this.console = console;
    }

    /**
     * Starts the servers and these services, as far as they are not running as they should, and returns when all are
     * healthy. If that cannot be, or when the thread is interrupted, whatever this call has started is stopped again.
     *
     * @throws LocalStackException telling why not
     */
    synchronized void up(List<Service> services) {
        List<Service> toStart = services.stream().filter(this::isToBeStarted).toList();
        toStart.forEach(processes::stop);
        boolean serversRun = serversRun();
        demandFreePorts(toStart, serversRun);
        try (StatusBoard board = new StatusBoard(console, names(services, true))) {
            startServers(board, serversRun);
            Parallel.forEach(
                    services, processes.startsAtOnce(), service -> bringUp(service, toStart.contains(service), board));
        } catch (RuntimeException e) {
            // Not to be hurried by an interruption.
            Thread.interrupted();
            stop(toStart);
            if (!serversRun) {
                servers.stop();
            }
            throw e;
        }
    }

    /**
     * Stops everything that runs, once {@link #up} has returned.
     *
     * @param wipe whether the servers' data goes too
     */
    synchronized void down(boolean wipe) throws IOException {
        List<Service> running = running();
        boolean serversRun = serversRun();
        try (StatusBoard board = new StatusBoard(console, names(running, serversRun))) {
            stop(running, board);
            board.show(SERVERS, StatusBoard.State.STOPPING);
            servers.stop();
            board.show(SERVERS, StatusBoard.State.STOPPED);
        }
        if (wipe) {
            FileUtils.deleteDirectory(servers.dataDirectory().toFile());
            console.line("All data is deleted.");
        }
    }

    /** Stops these services, as far as they run. */
    void stop(List<Service> services) {
        List<Service> running = services.stream().filter(this::isRunning).toList();
        try (StatusBoard board = new StatusBoard(console, names(running, false))) {
            stop(running, board);
        }
    }

    /** Ends these services without giving them the time to notice. */
    void kill(List<Service> services) {
        for (Service service : services) {
            console.line(service.name() + (isRunning(service) ? " killed" : " was not running"));
            processes.kill(service);
        }
    }

    /** The services that have a process. */
    List<Service> running() {
        return topology.services().stream().filter(this::isRunning).toList();
    }

    private boolean isRunning(Service service) {
        return processes.find(service).isPresent();
    }

    boolean serversRun() {
        return servers.running().isPresent();
    }

    private boolean isToBeStarted(Service service) {
        return processes
                .find(service)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.MIN)
                .isBefore(new BuiltModule(workspace, service.name()).builtAt().orElse(Instant.MAX));
    }

    private void demandFreePorts(List<Service> toStart, boolean serversRun) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        if (!serversRun) {
            servers.stop();
            topology.servers().byName().forEach((server, port) -> wanted.put(port, server));
        }
        toStart.forEach(service -> wanted.put(service.port(), service.name()));
        toStart.forEach(service -> wanted.put(service.managementPort(), service.name()));
        PortCheck.demandFree(wanted);
    }

    private void startServers(StatusBoard board, boolean running) {
        if (running) {
            board.show(SERVERS, StatusBoard.State.RUNNING_ALREADY);
            return;
        }
        board.show(SERVERS, StatusBoard.State.STARTING, "PostgreSQL, Redis, Kafka, Mongo, mail");
        try {
            servers.lease().close();
        } catch (RuntimeException e) {
            board.show(SERVERS, StatusBoard.State.FAILED);
            throw e;
        }
        board.show(SERVERS, StatusBoard.State.HEALTHY);
    }

    private void bringUp(Service service, boolean start, StatusBoard board) {
        String address = service.address().toString();
        try {
            if (!start && service.isHealthy()) {
                board.show(service.name(), StatusBoard.State.RUNNING_ALREADY);
                return;
            }
            board.show(service.name(), StatusBoard.State.STARTING, address);
            if (start) {
                processes.start(service);
            }
            processes.awaitHealthy(service);
            board.show(service.name(), StatusBoard.State.HEALTHY, address);
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                Path log = workspace.root().relativize(workspace.log(service.name()));
                board.show(service.name(), StatusBoard.State.FAILED, "see " + log);
            }
            throw e;
        }
    }

    private void stop(List<Service> running, StatusBoard board) {
        Parallel.forEach(running, Math.max(1, running.size()), service -> {
            board.show(service.name(), StatusBoard.State.STOPPING);
            processes.stop(service);
            board.show(service.name(), StatusBoard.State.STOPPED);
        });
    }

    private static List<String> names(List<Service> services, boolean withServers) {
        return Stream.concat(
                        withServers ? Stream.of(SERVERS) : Stream.empty(),
                        services.stream().map(Service::name))
                .toList();
    }
}
