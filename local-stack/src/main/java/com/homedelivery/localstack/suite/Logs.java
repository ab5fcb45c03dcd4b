package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.ServersSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Shows logs the way compose does: each line after the name of where it comes from. */
final class Logs {

    private static final Duration GLANCE = Duration.ofMillis(200);

    private final Map<String, Path> files;
    private final Screen screen;

    private Logs(Map<String, Path> files, Screen screen) {
        this.files = files;
        this.screen = screen;
    }

    /**
     * The logs of these names: services, servers, the last build, the training; all services for no name.
     *
     * @throws UsageException for a name that has no log
     */
    static Logs of(List<String> names, Workspace workspace, Topology topology, Screen screen) {
        Map<String, Path> known = known(workspace, topology);
        names.stream().filter(name -> !known.containsKey(name)).findFirst().ifPresent(unknown -> {
            throw new UsageException("No log of " + unknown + ". There are: " + String.join(", ", known.keySet()));
        });
        List<String> wanted = names.isEmpty()
                ? topology.services().stream().map(Service::name).toList()
                : names;
        Map<String, Path> files = new LinkedHashMap<>();
        wanted.forEach(name -> files.put(name, known.getOrDefault(name, Path.of(name))));
        return new Logs(files, screen);
    }

    private static Map<String, Path> known(Workspace workspace, Topology topology) {
        ServersSpec servers = workspace.servers(topology);
        Map<String, Path> known = new LinkedHashMap<>();
        Stream.concat(topology.services().stream().map(Service::name), Stream.of("build", "test", Training.PROCESS))
                .forEach(name -> known.put(name, workspace.log(name)));
        known.put("servers", servers.daemonLog());
        known.put("postgres", servers.logOf("postgres"));
        known.put("redis", servers.logOf("redis"));
        return known;
    }

    /** Prints what has been written so far, or the last lines of it. */
    void print(int lastLines) {
        int number = 0;
        for (Map.Entry<String, Path> file : files.entrySet()) {
            List<String> lines = LogFile.lines(file.getValue());
            String prefix = prefix(number++, file.getKey());
            lines.stream().skip(Math.max(0, lines.size() - lastLines)).forEach(line -> screen.line(prefix + line));
        }
    }

    /** Prints what is written from now on, as long as it is wanted. */
    void follow(BooleanSupplier wanted) throws InterruptedException {
        Map<String, LogStream> streams = new LinkedHashMap<>();
        files.forEach((name, file) ->
                streams.put(name, Files.exists(file) ? LogStream.fromEnd(file) : LogStream.fromStart(file)));
        while (wanted.getAsBoolean()) {
            boolean quiet = true;
            int number = 0;
            for (Map.Entry<String, LogStream> stream : streams.entrySet()) {
                String prefix = prefix(number++, stream.getKey());
                List<String> lines = stream.getValue().next();
                lines.forEach(line -> screen.line(prefix + line));
                quiet = quiet && lines.isEmpty();
            }
            if (quiet) {
                Thread.sleep(GLANCE);
            }
        }
    }

    private String prefix(int number, String name) {
        int width = files.keySet().stream().mapToInt(String::length).max().orElse(0);
        return screen.paintName(number, name) + " ".repeat(width - name.length()) + " | ";
    }
}
