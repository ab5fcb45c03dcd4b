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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts each service in a JVM of its own, on the AOT cache of its family if there is one. */
final class JavaLauncher implements Launcher {

    private final Workspace workspace;
    private final Topology topology;
    private final List<String> furtherFlags;
    private final Consumer<List<Module>> build;
    private final Runnable whenAllHealthy;
    private final Modules modules;
    private final Map<Family, AotCache> caches = new EnumMap<>(Family.class);

    /**
     * @param furtherFlags what every JVM is told after the usual flags
     * @param build sees to it that modules are as they should be
     * @param whenAllHealthy what is still to be done then
     */
    JavaLauncher(
            Workspace workspace,
            Topology topology,
            List<String> furtherFlags,
            Consumer<List<Module>> build,
            Runnable whenAllHealthy) {
        this.workspace = workspace;
        this.topology = topology;
        this.furtherFlags = furtherFlags;
        this.build = build;
        this.whenAllHealthy = whenAllHealthy;
        this.modules = new Modules(workspace);
    }

    @Override
    public void prepare(List<Service> services) {
        build.accept(services.stream()
                .map(service -> new ServiceArtifacts(workspace, service).module())
                .toList());
        caches.putAll(AotCache.ofFamilies(workspace, topology));
    }

    @Override
    public String build(Service service) {
        return modules.fingerprint(service.name());
    }

    @Override
    public List<String> command(Service service) {
        ServiceArtifacts artifacts = new ServiceArtifacts(workspace, service);
        List<Path> prefix = new ArrayList<>();
        List<String> command = new ArrayList<>();
        command.add(Jvm.executable());
        command.addAll(Jvm.flags(service.family()));
        command.addAll(furtherFlags);
        AotCache cache = caches.get(service.family());
        if (cache != null) {
            prefix.addAll(cache.classPath());
            command.addAll(cache.useFlags());
        }
        command.add("-cp");
        command.add(classPath(service, prefix, artifacts));
        command.add(artifacts.mainClass());
        return command;
    }

    @Override
    public int startsAtOnce() {
        // One more than the cores while classes are loaded from jars, measured; with caches the cores are busy anyway.
        int cores = Runtime.getRuntime().availableProcessors();
        return caches.values().stream().allMatch(AotCache::exists) ? Math.max(2, cores) : cores + 1;
    }

    /** How many of the AOT caches that services would start from are there. */
    long usableCaches() {
        return caches.values().stream().filter(AotCache::exists).count();
    }

    @Override
    public void allHealthy() {
        whenAllHealthy.run();
    }

    /** The cache is valid for class paths that begin like its own; what changes often stands at the end. */
    private String classPath(Service service, List<Path> prefix, ServiceArtifacts artifacts) {
        Path folder = workspace.apps(service.name());
        Path shared = copy(artifacts.sharedLibrary(), folder.resolve("shared-lib.jar"));
        Path plain = copy(artifacts.plainJar(), folder.resolve(service.name() + ".jar"));
        return Stream.of(
                        prefix.stream(),
                        artifacts.libraries().stream().filter(jar -> !prefix.contains(jar)),
                        Stream.of(shared, plain))
                .flatMap(jars -> jars)
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
