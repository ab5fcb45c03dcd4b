package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.Polling;
import com.homedelivery.localstack.client.ServersSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Shows logs the way compose does: each line after the name of where it comes from.
 *
 * @param files by name
 */
record Logs(Map<String, Path> files, Console console) {

    /** What {@link #print} takes for all lines. */
    static final String ALL = "+1";

    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    /**
     * The logs of these names: services, servers, the last build, the training; all services for no name.
     *
     * @throws IllegalArgumentException for a name that has no log
     */
    static Logs of(List<String> names, Workspace workspace, Topology topology, Console console) {
        List<String> services = topology.services().stream().map(Service::name).toList();
        ServersSpec servers = workspace.servers(topology);
        Map<String, Path> files = new LinkedHashMap<>();
        Stream.concat(services.stream(), Stream.of("build", "test", "training"))
                .forEach(name -> files.put(name, workspace.log(name)));
        files.put("servers", servers.daemonLog());
        files.put("postgres", servers.logOf("postgres"));
        files.put("redis", servers.logOf("redis"));
        names.stream().filter(name -> !files.containsKey(name)).forEach(unknown -> {
            throw new IllegalArgumentException(
                    "No log of " + unknown + ". There are: " + String.join(", ", files.keySet()));
        });
        files.keySet().retainAll(names.isEmpty() ? services : names);
        return new Logs(files, console);
    }

    /**
     * Prints what has been written so far.
     *
     * @param lines how many of the last lines, or {@link #ALL}
     */
    void print(String lines) throws IOException {
        for (String name : files.keySet()) {
            copy(name, tail(name, "-n", lines));
        }
    }

    /** Prints what is written from now on, also where a log begins anew, as long as it is wanted. */
    void follow(BooleanSupplier wanted) throws IOException {
        List<Process> tails = new ArrayList<>();
        try {
            for (String name : files.keySet()) {
                Process tail = tail(name, "-F", "-n", Files.exists(files.get(name)) ? "0" : ALL);
                tails.add(tail);
                Thread.ofVirtual().start(() -> copy(name, tail));
            }
            Polling.until(FOR_EVER, () -> !wanted.getAsBoolean());
        } finally {
            tails.forEach(Process::destroy);
        }
    }

    private Process tail(String name, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("tail"));
        command.addAll(List.of(options));
        command.add(String.valueOf(files.get(name)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void copy(String name, Process tail) {
        List<String> names = List.copyOf(files.keySet());
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        String prefix = console.paintName(names.indexOf(name), name) + " ".repeat(width - name.length()) + " | ";
        try (BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> console.line(prefix + line));
        } catch (IOException | UncheckedIOException ended) {
            // Nobody wants to see more.
        }
    }
}
