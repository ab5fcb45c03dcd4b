package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.OwnSession;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Makes the AOT caches that are missing: in the background, at the lowest priority, one at a time, once the suite is up.
 * The process that does it is noted like a service's, so that {@code down} ends it.
 */
final class Training {

    /** The name of the background process in the table of processes, and of its log. */
    static final String PROCESS = "training";

    private static final int MINUTES_PER_CACHE = 10;

    private final Workspace workspace;
    private final Topology topology;
    private final ProcessTable processes;

    Training(Workspace workspace, Topology topology, ProcessTable processes) {
        this.workspace = workspace;
        this.topology = topology;
        this.processes = processes;
    }

    /** Starts the background process, unless it runs, has nothing to do, or this is a build machine. */
    void startInBackground() {
        if (System.getenv().containsKey("CI")
                || missing().isEmpty()
                || processes.find(PROCESS).isPresent()) {
            return;
        }
        List<String> command = List.of(
                Jvm.executable(), "-Xmx64m", "-XX:+UseSerialGC", "-cp", ownClassPath(), Dev.class.getName(), "train");
        try {
            Process process = new ProcessBuilder(OwnSession.of(command))
                    .directory(workspace.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(workspace.log(PROCESS).toFile())
                    .redirectInput(new File("/dev/null"))
                    .start();
            processes.put(PROCESS, process.toHandle(), "");
        } catch (IOException e) {
            throw new SuiteException("Cannot start the training of AOT caches: " + e.getMessage(), e);
        }
    }

    /** Does the work in the foreground, where there is any; starts the servers for it when they are not up. */
    void runIfNeeded(Screen screen) throws IOException, InterruptedException {
        if (missing().isEmpty()) {
            return;
        }
        screen.line("Making the AOT caches that are missing ...");
        boolean up = LocalServers.leaseOnRunning(workspace.servers(topology))
                .map(lease -> {
                    lease.close();
                    return true;
                })
                .orElse(false);
        try (ServersLease _ = LocalServers.lease(workspace.root(), workspace.servers(topology))) {
            run(screen);
        } finally {
            if (!up) {
                LocalServers.stop(workspace.servers(topology));
            }
        }
    }

    /** Does the work: what the background process runs. Only while the servers are up; the trainers need them. */
    void run(Screen screen) throws IOException, InterruptedException {
        Optional<ServersLease> lease = LocalServers.leaseOnRunning(workspace.servers(topology));
        if (lease.isEmpty()) {
            throw new SuiteException("The servers are not up. Start them first: ./dev up -d");
        }
        try (ServersLease servers = lease.get()) {
            for (AotCache cache : missing()) {
                train(cache, environment(servers), screen);
            }
        }
    }

    private List<AotCache> missing() {
        return AotCache.ofFamilies(workspace, topology).values().stream()
                .filter(Predicate.not(AotCache::exists))
                .toList();
    }

    private void train(AotCache cache, Map<String, String> environment, Screen screen)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Path draft = cache.file().resolveSibling("draft.aot");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(cache.trainingCommand(draft));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        Process trainer = builder.start();
        try {
            boolean ended = trainer.waitFor(MINUTES_PER_CACHE, TimeUnit.MINUTES);
            if (!ended || trainer.exitValue() != 0 || !Files.exists(draft)) {
                screen.line("No cache for " + cache.family() + ": the trainer has failed");
                return;
            }
            Files.move(draft, cache.file(), StandardCopyOption.ATOMIC_MOVE);
            cache.deleteOutdated();
            screen.line("Cache for " + cache.family() + " after "
                    + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + " s: "
                    + Files.size(cache.file()) / (1024 * 1024) + " MiB");
        } finally {
            ProcessEnd.kill(trainer.toHandle());
            Files.deleteIfExists(draft);
        }
    }

    /** A database that goes with the lease, so that every training begins with an empty one. */
    private static Map<String, String> environment(ServersLease servers) {
        ServerAddresses addresses = servers.addresses();
        return Map.of(
                "TRAINER_DATABASE_URL", addresses.jdbcUrl(servers.createDatabase("training")),
                "TRAINER_REDIS_PORT", Integer.toString(addresses.ports().redis()),
                "TRAINER_REDIS_DATABASE", Integer.toString(servers.lendRedisDatabase()),
                "TRAINER_KAFKA", addresses.kafkaBrokers());
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }
}
