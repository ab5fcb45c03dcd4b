package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * The whole suite for tests, as eleven processes on real servers: beside one that may be running for development, on
 * ports and with data of its own, from the jars as they were built. Nothing of it outlives {@link #close()}; what a
 * killed test run leaves behind, the next one ends.
 */
public final class TestSuite implements AutoCloseable {

    private static final int PORTS_ABOVE_DEVELOPMENT = 5000;
    private static final int COPIES_ABOVE = 100;
    private static final Duration SERVERS_IDLE_LIMIT = Duration.ofSeconds(60);

    private final Topology topology;
    private final ServersLease servers;
    private final JavaLauncher launcher;
    private final ServiceProcesses processes;
    private final ServiceProcesses copies;
    private final Health health = new Health();

    private TestSuite(Workspace workspace, Workspace copyWorkspace, Topology topology) {
        ServersSpec spec = new ServersSpec(
                workspace.local().resolve("servers"),
                false,
                topology.servers(),
                topology.databases(),
                Optional.of(SERVERS_IDLE_LIMIT));
        this.topology = topology;
        this.processes = new ServiceProcesses(workspace, topology, new ProcessTable(workspace.runs()), health);
        this.copies = new ServiceProcesses(copyWorkspace, topology, new ProcessTable(copyWorkspace.runs()), health);
        this.launcher = new JavaLauncher(workspace, topology, _ -> {}, () -> {});
        topology.services().forEach(this::end);
        this.servers = LocalServers.lease(workspace.root(), spec);
    }

    /**
     * Starts everything and returns when all services are healthy.
     *
     * @param settings environment variables that every service gets beside its own
     * @throws SuiteException when one of them does not come up; with the end of its log
     */
    public static TestSuite start(Map<String, String> settings) throws InterruptedException {
        Path root = RepositoryRoot.find();
        Workspace workspace = new Workspace(root, root.resolve("system-tests/target/suite"));
        Workspace copies = new Workspace(root, workspace.local().resolve("copies"));
        workspace.jwtSecret();
        shareSecret(workspace, copies);
        TestSuite suite = new TestSuite(
                workspace,
                copies,
                Topology.homeDeliveryMovedBy(PORTS_ABOVE_DEVELOPMENT).telling(settings));
        try {
            suite.startAll();
            return suite;
        } catch (RuntimeException | InterruptedException e) {
            suite.close();
            throw e;
        }
    }

    public URI gateway() {
        return topology.gatewayAddress();
    }

    /** Names of all services. */
    public List<String> services() {
        return topology.services().stream().map(Service::name).toList();
    }

    /** Ends a service as a crash does, with SIGKILL. */
    public void kill(String service) {
        processes.kill(named(service));
    }

    /** Starts a service again, and returns when it is healthy. */
    public void start(String service) throws InterruptedException {
        start(named(service));
    }

    /** Starts a second instance of a service beside the first, and returns when it is healthy. */
    public void startCopy(String service) throws InterruptedException {
        Service copy = named(service).movedBy(COPIES_ABOVE);
        copies.start(copy, launcher.command(copy), "");
        copies.awaitHealthy(copy);
    }

    /** Ends the second instance of a service, if there is one. */
    public void stopCopy(String service) {
        copies.stop(named(service));
    }

    @Override
    public void close() {
        try (ExecutorService enders = Executors.newVirtualThreadPerTaskExecutor()) {
            topology.services().forEach(service -> enders.submit(() -> end(service)));
        }
        servers.close();
        health.close();
    }

    private void startAll() throws InterruptedException {
        Semaphore turns = new Semaphore(launcher.startsAtOnce());
        List<Future<?>> starts = new ArrayList<>();
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Service service : topology.services()) {
                starts.add(starters.submit(() -> {
                    turns.acquire();
                    try {
                        start(service);
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
    }

    private void start(Service service) throws InterruptedException {
        processes.start(service, launcher.command(service), "");
        processes.awaitHealthy(service);
    }

    private void end(Service service) {
        copies.stop(service);
        processes.stop(service);
    }

    /** The build that runs the tests has made the jars; a second one inside it would be in its way. */
    private static void demandBuilt(List<Module> modules) {
        modules.stream()
                .filter(module -> !module.outputs().stream().allMatch(Files::exists))
                .findFirst()
                .ifPresent(missing -> {
                    throw new SuiteException(missing.name() + " is not built: run \"mvn package\" first");
                });
    }

    private Service named(String service) {
        return topology.named(List.of(service)).getFirst();
    }

    /** Tokens of one instance must be good for the other. */
    private static void shareSecret(Workspace workspace, Workspace copies) {
        try {
            Files.createDirectories(copies.local());
            Files.copy(
                    workspace.local().resolve("jwt-secret"),
                    copies.local().resolve("jwt-secret"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
