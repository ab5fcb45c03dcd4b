package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.OwnSession;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** Does the work: what the background process runs. */
    void run(Screen screen) throws IOException, InterruptedException {
        for (AotCache cache : missing()) {
            train(cache, screen);
        }
    }

    private List<AotCache> missing() {
        return AotCache.ofFamilies(workspace, topology).values().stream()
                .filter(Predicate.not(AotCache::exists))
                .toList();
    }

    private void train(AotCache cache, Screen screen) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Path draft = cache.file().resolveSibling("draft.aot");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(cache.trainingCommand(draft));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment());
        Process trainer = builder.start();
        try {
            boolean ended = trainer.waitFor(MINUTES_PER_CACHE, TimeUnit.MINUTES);
            if (!ended || !Files.exists(draft)) {
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

    private Map<String, String> environment() {
        return Map.of(
                "TRAINER_DATABASE_URL",
                "jdbc:postgresql://localhost:" + topology.servers().postgres() + "/" + Topology.TRAINING_DATABASE,
                "TRAINER_REDIS_PORT",
                Integer.toString(topology.servers().redis()),
                "TRAINER_KAFKA",
                "localhost:" + topology.servers().kafka());
    }

    private static String ownClassPath() {
        return System.getProperty("java.class.path");
    }
}
