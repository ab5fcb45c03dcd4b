package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Starts each service in a JVM of its own, on the AOT cache of its profile if there is one. */
public final class JavaLauncher implements Launcher {

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

    /** Flags for a quick start and little memory, not for throughput. */
    static List<String> jvm(AotProfile profile) {
        return List.of(
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

    @Override
    public Instant builtAt(Service service) {
        return built(service).builtAt().orElse(Instant.MAX);
    }

    @Override
    public List<String> arguments(Service service) {
        List<String> arguments = new ArrayList<>(jvm(service.profile()));
        arguments.addAll(furtherFlags);
        List<Path> classPath = new ArrayList<>();
        AotCache cache = caches.get(service.profile());
        if (cache != null) {
            arguments.addAll(cache.useFlags());
            classPath.addAll(cache.classPath());
        }
        classPath.addAll(jarsAfter(classPath, service));
        arguments.addAll(List.of("-cp", joined(classPath), built(service).mainClass()));
        return arguments;
    }

    /** The arguments of a JVM that runs a service as {@link #arguments} does and writes the cache when it ends. */
    List<String> trainingArguments(Service service, AotCache cache, Path output) {
        List<String> arguments = new ArrayList<>(jvm(cache.profile()));
        arguments.addAll(List.of("-XX:AOTCacheOutput=" + output, "-Xlog:aot*=error"));
        arguments.addAll(List.of("-cp", joined(cache.classPath())));
        arguments.add("com.homedelivery.localstack.training.TrainingLauncher");
        arguments.addAll(List.of(built(service).mainClass(), joined(jarsAfter(cache.classPath(), service))));
        return arguments;
    }

    @Override
    public int startsAtOnce() {
        // One more than the cores while classes are loaded from jars, measured; with caches the cores are busy anyway.
        int cores = Runtime.getRuntime().availableProcessors();
        return caches.values().stream().allMatch(AotCache::exists) ? Math.max(2, cores) : cores + 1;
    }

    private BuiltModule built(Service service) {
        return new BuiltModule(workspace, service.name());
    }

    /** What comes after the beginning that services share; copies of what changes often, so that a build can replace it. */
    private List<Path> jarsAfter(List<Path> beginning, Service service) {
        List<Path> jars = new ArrayList<>(built(service).libraries());
        jars.removeAll(beginning);
        Path folder = workspace.apps(service.name());
        try {
            for (Path jar : built(service).ownJars()) {
                Path copy = folder.resolve(jar.toFile().getName().replace(".original", ""));
                jars.add(Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jars;
    }

    private static String joined(List<Path> classPath) {
        return classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
