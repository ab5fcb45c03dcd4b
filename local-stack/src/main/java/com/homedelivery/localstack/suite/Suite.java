package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServersSpec;
import com.homedelivery.localstack.client.ServersUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running suite: brings it up and down, as a whole or service by service. */
final class Suite {

    private static final String SERVERS = "servers";

    private final Workspace workspace;
    private final Topology topology;
    private final Launcher launcher;
    private final ServiceProcesses processes;
    private final ServersSpec servers;
    private final Console console;
    private boolean ending;
    private @Nullable StatusBoard upBoard;

    Suite(Workspace workspace, Topology topology, Launcher launcher, HealthCheck health, Console console) {
        this.workspace = workspace;
        this.topology = topology;
        this.launcher = launcher;
        this.processes = new ServiceProcesses(workspace, topology, health);
        this.servers = workspace.servers(topology);
        this.console = console;
    }

    /**
     * Starts the servers and these services, as far as they are not running as they should, and returns when all are
     * healthy. If that cannot be, whatever this call has started is stopped again.
     *
     * @throws SuiteException telling why not
     */
    void up(List<Service> services) throws IOException, InterruptedException {
        try (FileChannel _ = workspace.lock()) {
            launcher.prepare(services);
            List<Service> toStart =
                    services.stream().filter(this::isToBeStarted).toList();
            toStart.forEach(processes::stop);
            boolean serversRun = LocalServers.running(servers).isPresent();
            demandFreePorts(toStart, serversRun);
            try (StatusBoard board = open(services)) {
                startServers(board, serversRun);
                Parallel.forEach(
                        services,
                        launcher.startsAtOnce(),
                        service -> bringUp(service, toStart.contains(service), board));
            } catch (SuiteException | ServersUnavailableException e) {
                if (!isEnding()) {
                    stopServices(toStart);
                    if (!serversRun) {
                        LocalServers.stop(servers);
                    }
                }
                throw e;
            }
        }
        if (running().size() == topology.services().size()) {
            launcher.allHealthy();
        }
    }

    /**
     * Stops everything that runs.
     *
     * @param wipe whether the servers' data goes too
     */
    void down(boolean wipe) throws IOException, InterruptedException {
        try (FileChannel _ = workspace.lock()) {
            if (running().isEmpty() && LocalServers.running(servers).isEmpty()) {
                console.line("Nothing was running.");
            }
            end(wipe);
        }
    }

    /** As {@link #down}, for the process that is bringing the suite up itself: {@link #up} starts nothing more. */
    void end(boolean wipe) throws InterruptedException {
        List<Service> running = startNoMore();
        boolean serversRun = LocalServers.running(servers).isPresent();
        List<String> names = Stream.concat(
                        running.stream().map(Service::name), serversRun ? Stream.of(SERVERS) : Stream.of())
                .toList();
        try (StatusBoard board = new StatusBoard(console, names)) {
            stop(running, board);
            if (serversRun) {
                board.show(SERVERS, StatusBoard.State.STOPPING);
            }
            LocalServers.stop(servers);
            if (serversRun) {
                board.show(SERVERS, StatusBoard.State.STOPPED);
            }
        }
        if (wipe) {
            LocalServers.wipe(servers);
            console.line("All data is deleted.");
        }
    }

    /** Stops these services, as far as they run. */
    void stop(List<Service> services) throws IOException, InterruptedException {
        try (FileChannel _ = workspace.lock()) {
            stopServices(services);
        }
    }

    /** Ends these services without giving them the time to notice. */
    void kill(List<Service> services) {
        for (Service service : services) {
            boolean ran = processes.find(service).isPresent();
            processes.kill(service);
            console.line(service.name() + (ran ? " killed" : " was not running"));
        }
    }

    /** The services that have a process. */
    List<Service> running() {
        return topology.services().stream()
                .filter(service -> processes.find(service).isPresent())
                .toList();
    }

    private boolean isToBeStarted(Service service) {
        Optional<ProcessTable.Entry> running = processes.entry(service);
        return running.isEmpty() || !running.get().build().equals(launcher.build(service));
    }

    private void demandFreePorts(List<Service> toStart, boolean serversRun) {
        PortCheck ports = new PortCheck();
        if (!serversRun) {
            LocalServers.stop(servers);
            topology.servers().byName().forEach((server, port) -> ports.want(port, server));
        }
        toStart.forEach(service -> ports.want(service.port(), service.name()));
        ports.demandFree();
    }

    private void startServers(StatusBoard board, boolean running) {
        if (running) {
            board.show(SERVERS, StatusBoard.State.RUNNING);
            return;
        }
        board.show(SERVERS, StatusBoard.State.STARTING, "PostgreSQL, Redis, Kafka, Mongo, mail");
        try {
            LocalServers.lease(workspace.root(), servers).close();
        } catch (ServersUnavailableException e) {
            board.show(SERVERS, StatusBoard.State.FAILED);
            throw e;
        }
        board.show(SERVERS, StatusBoard.State.HEALTHY);
    }

    private void bringUp(Service service, boolean start, StatusBoard board) throws InterruptedException {
        String address = service.address().toString();
        try {
            if (!start && processes.isHealthy(service)) {
                board.show(service.name(), StatusBoard.State.RUNNING);
                return;
            }
            board.show(service.name(), StatusBoard.State.STARTING, address);
            if (start) {
                startUnlessEnding(service);
            }
            processes.awaitHealthy(service);
            board.show(service.name(), StatusBoard.State.HEALTHY, address);
        } catch (SuiteException e) {
            // The board of a suite that is ending is closed.
            board.show(
                    service.name(),
                    StatusBoard.State.FAILED,
                    "see " + workspace.root().relativize(workspace.log(service.name())));
            throw e;
        }
    }

    private synchronized StatusBoard open(List<Service> services) {
        upBoard = new StatusBoard(
                console,
                Stream.concat(Stream.of(SERVERS), services.stream().map(Service::name))
                        .toList());
        return upBoard;
    }

    private synchronized boolean isEnding() {
        return ending;
    }

    private synchronized List<Service> startNoMore() {
        ending = true;
        if (upBoard != null) {
            upBoard.close();
        }
        return running();
    }

    private synchronized void startUnlessEnding(Service service) {
        if (ending) {
            throw new SuiteException("Interrupted");
        }
        processes.start(service, launcher.command(service), launcher.build(service));
    }

    private void stopServices(List<Service> services) throws InterruptedException {
        List<Service> running = services.stream()
                .filter(service -> processes.find(service).isPresent())
                .toList();
        try (StatusBoard board =
                new StatusBoard(console, running.stream().map(Service::name).toList())) {
            stop(running, board);
        }
    }

    private void stop(List<Service> running, StatusBoard board) throws InterruptedException {
        Parallel.forEach(running, Math.max(1, running.size()), service -> {
            board.show(service.name(), StatusBoard.State.STOPPING);
            processes.stop(service);
            board.show(service.name(), StatusBoard.State.STOPPED);
        });
    }
}
