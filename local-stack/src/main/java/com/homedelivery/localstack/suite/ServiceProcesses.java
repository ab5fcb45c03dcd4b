package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.JavaProcess;
import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts, watches and ends one service at a time, each in a JVM of its own, on the AOT cache of its profile if there is
 * one.
 */
public final class ServiceProcesses {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(240);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final Workspace workspace;
    private final Topology topology;
    private final List<String> furtherFlags;
    private final Map<AotProfile, AotCaches.Cache> caches = new EnumMap<>(AotProfile.class);

    /** @param furtherFlags what every JVM gets after the usual flags */
    public ServiceProcesses(Workspace workspace, Topology topology, List<String> furtherFlags) {
        this.workspace = workspace;
        this.topology = topology;
        this.furtherFlags = furtherFlags;
    }

    /** Has services start from the AOT caches that there are, once they are built. */
    public void useAotCaches() {
        new AotCaches(workspace, topology)
                .all().stream().filter(AotCaches.Cache::exists).forEach(cache -> caches.put(cache.profile(), cache));
    }

    /** How many AOT caches services start from. */
    public long aotCaches() {
        return caches.size();
    }

    /** How many services start side by side at best. */
    public int startsAtOnce() {
        // One more than the cores while classes are loaded from jars, measured; with caches the cores are busy anyway.
        int cores = Runtime.getRuntime().availableProcessors();
        return caches.size() == AotProfile.values().length ? Math.max(2, cores) : cores + 1;
    }

    /** The process of a service, if it runs. */
    public Optional<ProcessHandle> find(Service service) {
        return process(service).find();
    }

    /** Starts the service in a session of its own; its log of the last time is kept beside the new one. */
    public void start(Service service) {
        Path log = workspace.log(service.name());
        Map<String, String> environment = new LinkedHashMap<>(topology.environment(service, workspace.jwtSecret()));
        // Keeps the C library from setting up an arena for every few threads, which are never given back.
        environment.put("MALLOC_ARENA_MAX", "2");
        try {
            workspace.writeEnvironment(service.name(), environment);
            if (Files.exists(log)) {
                Files.move(log, workspace.log(service.name() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
            }
            process(service).start(arguments(service), workspace.root(), log, environment);
        } catch (IOException e) {
            throw new LocalStackException("Cannot start " + service.name(), e);
        }
    }

    private List<String> arguments(Service service) throws IOException {
        List<String> arguments = new ArrayList<>(service.profile().jvmFlags());
        arguments.addAll(furtherFlags);
        List<Path> classPath = new ArrayList<>();
        AotCaches.Cache cache = caches.get(service.profile());
        if (cache != null) {
            arguments.addAll(cache.useFlags());
            classPath.addAll(cache.classPath());
        }
        BuiltModule module = new BuiltModule(workspace, service.name());
        classPath.addAll(module.jarsAfter(classPath));
        arguments.addAll(List.of("-cp", BuiltModule.joined(classPath), module.mainClass()));
        return arguments;
    }

    /**
     * Returns when the service is healthy.
     *
     * @throws LocalStackException when it ends instead, or takes too long; with the end of its log
     */
    public void awaitHealthy(Service service) {
        boolean settled = Polling.until(
                START_TIMEOUT, () -> service.isHealthy() || find(service).isEmpty());
        if (!settled || find(service).isEmpty()) {
            throw LocalStackException.withLog(
                    service.name() + (settled ? " has ended while starting" : " does not become healthy"),
                    workspace.log(service.name()));
        }
    }

    /** Lets the service finish what it is doing, and ends it. */
    public void stop(Service service) {
        find(service).ifPresent(process -> Processes.stop(process, STOP_TIMEOUT));
    }

    /** Ends the service as a crash does. */
    public void kill(Service service) {
        find(service).ifPresent(Processes::kill);
    }

    private JavaProcess process(Service service) {
        return new JavaProcess(workspace.runs(), service.name());
    }
}
