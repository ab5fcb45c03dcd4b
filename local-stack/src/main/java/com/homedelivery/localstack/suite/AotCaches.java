package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.JavaProcess;
import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;

/**
 * The loaded, linked classes of the libraries that all services of a profile have, kept for the next start. Caches are
 * made by running one service of each profile for a while on servers of its own: in the background, at the lowest
 * priority, once the suite is up.
 */
record AotCaches(Workspace workspace, Topology topology) {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /**
     * One cache, made or not. The JVM takes it when its class path is the beginning of the process's own. The file is
     * named after everything the cache depends on, so one that does not fit any more is simply not found, and goes when
     * the next is made.
     *
     * @param classPath the beginning of the class path of every service of the profile
     */
    record Cache(AotProfile profile, Path file, List<Path> classPath) {

        boolean exists() {
            return Files.exists(file);
        }

        /**
         * What makes a JVM start from the cache. Mapped where it was made for, the pages of the file are shared by all;
         * the default moves it, and so writes to every page, for the sake of an attacker who is not expected here.
         */
        List<String> useFlags() {
            return List.of(
                    "-XX:AOTCache=" + file,
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "-Xlog:aot*=error");
        }

        /** Takes what was made into use, and deletes what was made of the profile before. */
        void keep(Path made) throws IOException {
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            try (Stream<Path> files = Files.list(file.getParent())) {
                for (Path other : files.filter(this::isOutdone).toList()) {
                    Files.delete(other);
                }
            }
        }

        private boolean isOutdone(Path other) {
            return other.getFileName().toString().startsWith(profile + "-") && !other.equals(file);
        }
    }

    /** The caches of the profiles whose services are all built. */
    List<Cache> all() {
        List<Cache> caches = new ArrayList<>();
        for (AotProfile profile : AotProfile.values()) {
            List<BuiltModule> members = topology.services().stream()
                    .filter(service -> service.profile() == profile)
                    .map(service -> new BuiltModule(workspace, service.name()))
                    .toList();
            if (!members.isEmpty()
                    && members.stream().allMatch(member -> member.builtAt().isPresent())) {
                caches.add(Uncheck.get(() -> of(profile, members)));
            }
        }
        return caches;
    }

    private Cache of(AotProfile profile, List<BuiltModule> members) throws IOException {
        List<Path> classPath = new ArrayList<>(members.getFirst().libraries());
        members.forEach(member -> classPath.retainAll(member.libraries()));
        classPath.add(trainingLauncher());
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version"));
        key.append(profile.jvmFlags());
        for (Path jar : classPath) {
            // What the JVM itself looks at.
            key.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
        }
        UUID id = UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));
        return new Cache(profile, workspace.aotCaches().resolve(profile + "-" + id + ".aot"), classPath);
    }

    /** A copy: the cache is void once a jar is younger, and the build may write it anew any time. */
    private Path trainingLauncher() throws IOException {
        Path jar = workspace.root().resolve("local-stack/target/local-stack-training.jar");
        Path copy = workspace.aotCaches().resolve("training-launcher.jar");
        return Files.exists(copy) && Files.size(copy) == Files.size(jar)
                ? copy
                : Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    private List<Cache> missing() {
        return all().stream().filter(cache -> !cache.exists()).toList();
    }

    /** The background process. */
    JavaProcess training() {
        return new JavaProcess(workspace.runs(), "training");
    }

    private LocalServers trainingServers() {
        Path folder = workspace.local().resolve("training-servers");
        return new LocalServers(folder, false, ServerAddresses.anyFree(), topology.databases(), TIMEOUT);
    }

    /** Starts the background process, unless it runs, has nothing to do, or this is a build machine. */
    void startTraining() throws IOException {
        if (!missing().isEmpty()
                && training().find().isEmpty()
                && !System.getenv().containsKey("CI")) {
            String classPath = System.getProperty("java.class.path");
            List<String> arguments =
                    List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath, Dev.class.getName(), "train");
            training().start(arguments, workspace.root(), workspace.log("training"), Map.of());
        }
    }

    /** Ends the background process and its servers, if they run. */
    void stopTraining() {
        training().find().ifPresent(Processes::kill);
        trainingServers().stop();
    }

    /** Makes the caches that are missing, in the foreground. */
    void train(Console console) throws IOException {
        List<Cache> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        console.line("Making the AOT caches that are missing ...");
        try (ServersLease lease = trainingServers().lease()) {
            for (Cache cache : missing) {
                train(cache, Topology.homeDelivery(lease.addresses(), _ -> 0), console);
            }
        } finally {
            trainingServers().stop();
        }
    }

    private void train(Cache cache, Topology anyPort, Console console) throws IOException {
        long begun = System.nanoTime();
        Service service = anyPort.named(cache.profile().trainedBy());
        BuiltModule module = new BuiltModule(workspace, service.name());
        Path draft = workspace.local().resolve("draft.aot");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", JavaProcess.JAVA.toString()));
        command.addAll(cache.profile().jvmFlags());
        command.addAll(List.of("-XX:AOTCacheOutput=" + draft, "-Xlog:aot*=error"));
        command.addAll(List.of("-cp", BuiltModule.joined(cache.classPath())));
        command.add("com.homedelivery.localstack.training.TrainingLauncher");
        command.addAll(List.of(module.mainClass(), BuiltModule.joined(module.jarsAfter(cache.classPath()))));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(anyPort.environment(service, workspace.jwtSecret()));
        Process process = builder.start();
        try {
            if (!Polling.until(TIMEOUT, () -> !process.isAlive()) || process.exitValue() != 0 || !Files.exists(draft)) {
                console.line("No cache for " + cache.profile() + ": the training has failed");
                return;
            }
            cache.keep(draft);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            console.line("Cache for " + cache.profile() + " after " + took.toSeconds() + " s: "
                    + FileUtils.byteCountToDisplaySize(Files.size(cache.file())));
        } finally {
            Processes.kill(process.toHandle());
            Files.deleteIfExists(draft);
        }
    }
}
