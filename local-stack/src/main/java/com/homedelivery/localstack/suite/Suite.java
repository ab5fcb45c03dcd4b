package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServersSpec;
import com.homedelivery.localstack.client.ServersUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running suite: brings it up and down, as a whole or service by service. */
final class Suite {

    private static final String SERVERS = "servers";

    private final Workspace workspace;
    private final Topology topology;
    private final Launcher launcher;
    private final ProcessTable table;
    private final ServiceProcesses processes;
    private final ServersSpec servers;
    private final Screen screen;
    private volatile boolean ending;
    private final AtomicReference<@Nullable Board> upBoard = new AtomicReference<>();

    Suite(Workspace workspace, Topology topology, Launcher launcher, Health health, Screen screen) {
        this.workspace = workspace;
        this.topology = topology;
        this.launcher = launcher;
        this.table = new ProcessTable(workspace.runs());
        this.processes = new ServiceProcesses(workspace, topology, table, health);
        this.servers = workspace.servers(topology);
        this.screen = screen;
    }

    /**
     * Starts the servers and these services, as far as they are not running as they should, and returns when all are
     * healthy. If that cannot be, whatever this call has started is stopped again.
     *
     * @throws SuiteException telling why not
     */
    void up(List<Service> services) throws InterruptedException {
        try (SuiteLock _ = SuiteLock.take(workspace)) {
            launcher.prepare(services);
            List<Service> toStart =
                    services.stream().filter(this::isToBeStarted).toList();
            toStart.forEach(processes::stop);
            boolean serversRun = serversRun();
            demandFreePorts(toStart, serversRun);
            List<String> names = Stream.concat(
                            Stream.of(SERVERS), services.stream().map(Service::name))
                    .toList();
            try (Board board = new Board(screen, names)) {
                upBoard.set(board);
                startServers(board, serversRun);
                startServices(services, toStart, board);
            } catch (SuiteException | ServersUnavailableException e) {
                if (!ending) {
                    stopServices(toStart);
                    if (!serversRun) {
                        LocalServers.stop(servers);
                    }
                }
                throw e;
            }
        }
        if (topology.services().stream()
                .allMatch(service -> processes.find(service).isPresent())) {
            launcher.allHealthy();
        }
    }

    /**
     * Stops everything that runs; calls of {@link #up} that are still under way start nothing more.
     *
     * @param wipe whether the servers' data goes too
     */
    void down(boolean wipe) {
        try (SuiteLock _ = SuiteLock.take(workspace)) {
            if (running().isEmpty() && !serversRun()) {
                screen.line("Nothing was running.");
            }
            end(wipe);
        }
    }

    /** As {@link #down}, for the process that is bringing the suite up itself. */
    void end(boolean wipe) {
        List<Service> running = startNoMore();
        table.find(Training.PROCESS).ifPresent(entry -> ProcessEnd.kill(entry.handle()));
        table.remove(Training.PROCESS);
        boolean serversRun = serversRun();
        List<String> names = new ArrayList<>(running.stream().map(Service::name).toList());
        if (serversRun) {
            names.add(SERVERS);
        }
        try (Board board = new Board(screen, names)) {
            stop(running, board);
            if (serversRun) {
                board.show(SERVERS, Board.State.STOPPING);
            }
            LocalServers.stop(servers);
            if (serversRun) {
                board.show(SERVERS, Board.State.STOPPED);
            }
        }
        if (wipe) {
            LocalServers.wipe(servers);
            screen.line("All data is deleted.");
        }
    }

    /** Stops these services, as far as they run. */
    void stop(List<Service> services) {
        try (SuiteLock _ = SuiteLock.take(workspace)) {
            stopServices(services);
        }
    }

    /** Ends these services without giving them the time to notice. */
    void kill(List<Service> services) {
        for (Service service : services) {
            boolean ran = processes.find(service).isPresent();
            processes.kill(service);
            screen.line(service.name() + (ran ? " killed" : " was not running"));
        }
    }

    /** The services that have a process. */
    List<Service> running() {
        return topology.services().stream()
                .filter(service -> processes.find(service).isPresent())
                .toList();
    }

    private boolean isToBeStarted(Service service) {
        Optional<ProcessTable.Entry> running = processes.find(service);
        return running.isEmpty() || !running.get().build().equals(launcher.build(service));
    }

    private boolean serversRun() {
        return LocalServers.leaseOnRunning(servers)
                .map(lease -> {
                    lease.close();
                    return true;
                })
                .orElse(false);
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

    private void startServers(Board board, boolean running) {
        if (running) {
            board.show(SERVERS, Board.State.RUNNING);
            return;
        }
        board.show(SERVERS, Board.State.STARTING, "PostgreSQL, Redis, Kafka, Mongo, mail");
        try {
            LocalServers.lease(workspace.root(), servers).close();
        } catch (ServersUnavailableException e) {
            board.show(SERVERS, Board.State.FAILED);
            throw e;
        }
        board.show(SERVERS, Board.State.HEALTHY);
    }

    private void startServices(List<Service> services, List<Service> toStart, Board board) throws InterruptedException {
        Semaphore turns = new Semaphore(launcher.startsAtOnce(), true);
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> starts = new ArrayList<>();
            for (Service service : services) {
                // Taken here, not in the thread: services start in the order of the topology.
                turns.acquire();
                boolean failed = starts.stream().anyMatch(start -> start.state() == Future.State.FAILED);
                if (failed || ending) {
                    break;
                }
                starts.add(starters.submit(() -> {
                    try {
                        bringUp(service, toStart.contains(service), board);
                    } finally {
                        turns.release();
                    }
                    return service;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SuiteException told
                    ? told
                    : new SuiteException("A service could not be started: " + e.getCause(), e);
        }
        if (ending) {
            throw new SuiteException("Interrupted");
        }
    }

    private void bringUp(Service service, boolean start, Board board) throws InterruptedException {
        try {
            if (!start && processes.isHealthy(service)) {
                board.show(service.name(), Board.State.RUNNING);
                return;
            }
            board.show(service.name(), Board.State.STARTING, service.address().toString());
            if (start) {
                startUnlessEnding(service);
            }
            processes.awaitHealthy(service);
            board.show(service.name(), Board.State.HEALTHY, service.address().toString());
        } catch (SuiteException e) {
            if (!ending) {
                board.show(
                        service.name(),
                        Board.State.FAILED,
                        "see " + workspace.root().relativize(workspace.log(service.name())));
            }
            throw e;
        }
    }

    private synchronized List<Service> startNoMore() {
        ending = true;
        Board board = upBoard.get();
        if (board != null) {
            board.close();
        }
        return running();
    }

    private synchronized void startUnlessEnding(Service service) {
        if (ending) {
            throw new SuiteException("Interrupted");
        }
        processes.start(service, launcher.command(service), launcher.build(service));
    }

    private void stopServices(List<Service> services) {
        List<Service> running = services.stream()
                .filter(service -> processes.find(service).isPresent())
                .toList();
        try (Board board = new Board(screen, running.stream().map(Service::name).toList())) {
            stop(running, board);
        }
    }

    private void stop(List<Service> running, Board board) {
        try (ExecutorService stoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Service service : running) {
                stoppers.submit(() -> {
                    board.show(service.name(), Board.State.STOPPING);
                    processes.stop(service);
                    board.show(service.name(), Board.State.STOPPED);
                });
            }
        }
    }
}
