package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.JavaProcess;
import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.ServerPorts;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Makes the AOT caches that are missing, by running one service of each profile for a while on servers of its own: in the
 * background, at the lowest priority, once the suite is up.
 */
final class AotTraining {

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

    /** The background process. */
    static JavaProcess process(Workspace workspace) {
        return new JavaProcess(workspace.runs(), "training");
    }

    /** Starts the background process, unless it runs, has nothing to do, or this is a build machine. */
    void startInBackground() throws IOException {
        JavaProcess process = process(workspace);
        boolean needed = caches().stream().anyMatch(cache -> !cache.exists());
        if (needed && process.find().isEmpty() && !System.getenv().containsKey("CI")) {
            String classPath = System.getProperty("java.class.path");
            List<String> arguments =
                    List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath, Dev.class.getName(), "train");
            process.start(arguments, workspace.root(), workspace.log(process.name()), Map.of());
        }
    }

    /** Ends the background process and its servers, if they run. */
    void stop() {
        process(workspace).find().ifPresent(Processes::kill);
        LocalServers.stop(servers);
    }

    /** Makes the caches that are missing, in the foreground, and deletes those that nothing fits any more. */
    void run() throws IOException, InterruptedException {
        if (caches().stream().allMatch(AotCache::exists)) {
            return;
        }
        console.line("Making the AOT caches that are missing ...");
        try (ServersLease lease = LocalServers.lease(workspace.root(), servers)) {
            for (AotCache cache : caches()) {
                if (!cache.exists()) {
                    train(cache, lease.addresses().ports());
                }
            }
        } finally {
            LocalServers.stop(servers);
        }
        List<Path> fitting = caches().stream().map(AotCache::file).toList();
        try (Stream<Path> files = Files.list(workspace.aotCaches())) {
            files.filter(file -> !fitting.contains(file) && !file.toString().endsWith(".jar"))
                    .forEach(file -> FileUtils.deleteQuietly(file.toFile()));
        }
    }

    private Collection<AotCache> caches() {
        return AotCache.ofProfiles(workspace, topology).values();
    }

    private void train(AotCache cache, ServerPorts ports) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Topology anyPort = Topology.homeDelivery(ports, _ -> 0);
        Service service = anyPort.named(cache.profile().trainedBy());
        Path draft = workspace.local().resolve("draft.aot");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", JavaProcess.JAVA.toString()));
        command.addAll(new JavaLauncher(workspace, anyPort, List.of()).trainingArguments(service, cache, draft));
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
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            console.line("Cache for " + cache.profile() + " after " + took.toSeconds() + " s: "
                    + FileUtils.byteCountToDisplaySize(Files.size(cache.file())));
        } finally {
            Processes.kill(process.toHandle());
            Files.deleteIfExists(draft);
        }
    }
}
