package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts each service in a JVM of its own, on the AOT cache of its profile if there is one. */
public final class JavaLauncher {

    private final Workspace workspace;
    private final Topology topology;
    private final List<String> furtherFlags;
    private final Map<AotProfile, AotCache> caches = new EnumMap<>(AotProfile.class);

    /** @param furtherFlags what every JVM gets after the usual flags */
    public JavaLauncher(Workspace workspace, Topology topology, List<String> furtherFlags) {
        this.workspace = workspace;
        this.topology = topology;
        this.furtherFlags = furtherFlags;
    }

    /** A JVM for a quick start and little memory, not for throughput. */
    static List<String> jvm(AotProfile profile) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmn16m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // ADR 23: classes are loaded by many virtual threads at once, and each then keeps its carrier.
                "-Djdk.virtualThreadScheduler.parallelism=8",
                "-Xmx" + profile.heapMegabytes() + "m");
    }

    /** Has services start from the AOT caches that there are, once they are built. */
    public void useAotCaches() {
        caches.putAll(AotCache.ofProfiles(workspace, topology));
    }

    /** How many AOT caches services start from. */
    public long aotCaches() {
        return caches.values().stream().filter(AotCache::exists).count();
    }

    /** The command line that starts a service. */
    public List<String> command(Service service) {
        ServiceArtifacts artifacts = ServiceArtifacts.of(workspace, service.name());
        List<String> command = new ArrayList<>(jvm(service.profile()));
        command.addAll(furtherFlags);
        List<Path> prefix = new ArrayList<>();
        AotCache cache = caches.get(service.profile());
        if (cache != null) {
            prefix.addAll(cache.classPath());
            command.addAll(cache.useFlags());
        }
        command.addAll(List.of("-cp", classPath(prefix, ownJars(service, prefix)), artifacts.mainClass()));
        return command;
    }

    /** The command line that runs a service as {@link #command} does and writes the cache when it ends. */
    List<String> trainingCommand(Service service, AotCache cache, Path output) {
        List<String> command = new ArrayList<>(jvm(cache.profile()));
        command.addAll(List.of("-XX:AOTCacheOutput=" + output, "-Xlog:aot*=error"));
        command.addAll(List.of("-cp", classPath(cache.classPath(), List.of())));
        command.add("com.homedelivery.localstack.training.TrainingLauncher");
        command.add(ServiceArtifacts.of(workspace, service.name()).mainClass());
        command.add(classPath(List.of(), ownJars(service, cache.classPath())));
        return command;
    }

    /** How many services start side by side at best. */
    public int startsAtOnce() {
        // One more than the cores while classes are loaded from jars, measured; with caches the cores are busy anyway.
        int cores = Runtime.getRuntime().availableProcessors();
        return caches.values().stream().allMatch(AotCache::exists) ? Math.max(2, cores) : cores + 1;
    }

    /** What comes after the beginning that services share; copies of what changes often, so that a build can replace it. */
    private List<Path> ownJars(Service service, List<Path> prefix) {
        ServiceArtifacts artifacts = ServiceArtifacts.of(workspace, service.name());
        Path folder = workspace.apps(service.name());
        return Stream.concat(
                        artifacts.libraries().stream().filter(jar -> !prefix.contains(jar)),
                        Stream.of(
                                copy(artifacts.sharedLibrary(), folder.resolve("shared-lib.jar")),
                                copy(artifacts.plainJar(), folder.resolve(service.name() + ".jar"))))
                .toList();
    }

    private static String classPath(List<Path> prefix, List<Path> jars) {
        return Stream.concat(prefix.stream(), jars.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path copy(Path from, Path to) {
        try {
            return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
