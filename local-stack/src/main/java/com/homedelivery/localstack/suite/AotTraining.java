package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.DetachedProcess;
import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Makes the AOT caches that are missing, by running one service of each profile for a while on servers of its own: in the
 * background, at the lowest priority, once the suite is up. The process that does it is noted like a service's, so that
 * {@code down} ends it.
 */
final class AotTraining {

    /** The name of the background process in the table of processes, and of its log. */
    static final String PROCESS = "training";

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final Workspace workspace;
    private final Topology topology;
    private final Console console;
    private final ServersSpec servers;

    AotTraining(Workspace workspace, Topology topology, Console console) {
        this.workspace = workspace;
        this.topology = topology;
        this.console = console;
        this.servers = new ServersSpec(
                workspace.local().resolve("training-servers"),
                false,
                ServerPorts.anyFree(),
                topology.databases(),
                Optional.of(TIMEOUT));
    }

    /** Starts the background process, unless it runs, has nothing to do, or this is a build machine. */
    void startInBackground() {
        ProcessTable processes = new ProcessTable(workspace.runs());
        if (System.getenv().containsKey("CI")
                || missing().isEmpty()
                || processes.find(PROCESS).isPresent()) {
            return;
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Dev.class.getName(),
                "train");
        try {
            Process process = DetachedProcess.start(command, workspace.root(), workspace.log(PROCESS), Map.of());
            processes.put(PROCESS, process.toHandle(), "");
        } catch (IOException e) {
            throw new SuiteException("Cannot start the training of AOT caches: " + e.getMessage(), e);
        }
    }

    /** Ends the background process and its servers, if they run. */
    void stop() {
        ProcessTable processes = new ProcessTable(workspace.runs());
        processes.find(PROCESS).ifPresent(training -> ProcessTermination.kill(training.handle()));
        processes.remove(PROCESS);
        if (Files.exists(servers.stateDirectory())) {
            LocalServers.stop(servers);
        }
    }

    /** Makes the caches that are missing, in the foreground. */
    void run() throws IOException, InterruptedException {
        List<AotCache> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        console.line("Making the AOT caches that are missing ...");
        try (ServersLease lease = LocalServers.lease(workspace.root(), servers)) {
            for (AotCache cache : missing) {
                train(cache, lease.addresses().ports());
            }
        } finally {
            LocalServers.stop(servers);
        }
    }

    private List<AotCache> missing() {
        return AotCache.ofProfiles(workspace, topology).values().stream()
                .filter(Predicate.not(AotCache::exists))
                .toList();
    }

    private void train(AotCache cache, ServerPorts ports) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Topology anyPort = Topology.homeDelivery(ports, _ -> 0);
        Service service = anyPort.named(cache.profile().trainedBy());
        Path draft = cache.folder().resolve("draft.aot");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(new JavaLauncher(workspace, anyPort, List.of()).trainingCommand(service, cache, draft));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(anyPort.environment(service, workspace.jwtSecret()));
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(TIMEOUT.toMinutes(), TimeUnit.MINUTES);
            if (!ended || process.exitValue() != 0 || !Files.exists(draft)) {
                console.line("No cache for " + cache.profile() + ": the training has failed");
                return;
            }
            Files.move(draft, cache.file(), StandardCopyOption.ATOMIC_MOVE);
            cache.deleteOutdated();
            console.line("Cache for " + cache.profile() + " after "
                    + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s: "
                    + Files.size(cache.file()) / (1024 * 1024) + " MiB");
        } finally {
            ProcessTermination.kill(process.toHandle());
            Files.deleteIfExists(draft);
        }
    }
}
