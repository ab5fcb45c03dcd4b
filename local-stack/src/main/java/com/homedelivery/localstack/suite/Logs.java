package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.Polling;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Shows logs the way compose does: each line after the name of where it comes from.
 *
 * @param files by name
 */
record Logs(Map<String, Path> files, Console console) {

    private static final List<String> STYLES =
            List.of("cyan", "yellow", "green", "magenta", "blue", "fg(14)", "fg(11)", "fg(10)", "fg(13)", "fg(12)");

    /** What {@link #print} takes for all lines. */
    static final String ALL = "+1";

    /**
     * The logs of these names: services, servers, the last build, the training; all services for no name.
     *
     * @throws IllegalArgumentException for a name that has no log
     */
    static Logs of(List<String> names, Workspace workspace, Topology topology, Console console) {
        Map<String, Path> files = new LinkedHashMap<>();
        topology.services().forEach(service -> files.put(service.name(), workspace.log(service.name())));
        List<String> services = List.copyOf(files.keySet());
        List.of("build", "test", "training").forEach(name -> files.put(name, workspace.log(name)));
        LocalServers servers = workspace.servers(topology);
        files.put("servers", servers.logOf("daemon"));
        files.put("postgres", servers.logOf("postgres"));
        files.put("redis", servers.logOf("redis"));
        for (String name : names) {
            if (!files.containsKey(name)) {
                throw new IllegalArgumentException(
                        "No log of " + name + ". There are: " + String.join(", ", files.keySet()));
            }
        }
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
            copy(name, start("tail", "-n", lines, files.get(name).toString()));
        }
    }

    /** Prints what is written from now on, also where a log begins anew, as long as it is wanted. */
    void follow(BooleanSupplier wanted) throws IOException {
        List<Process> tails = new ArrayList<>();
        try {
            for (Map.Entry<String, Path> file : files.entrySet()) {
                String lines = Files.exists(file.getValue()) ? "0" : ALL;
                Process tail = start("tail", "-F", "-n", lines, file.getValue().toString());
                tails.add(tail);
                Thread.ofVirtual().start(() -> copy(file.getKey(), tail));
            }
            Polling.until(Polling.FOR_EVER, () -> !wanted.getAsBoolean());
        } finally {
            tails.forEach(Process::destroy);
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void copy(String name, Process tail) {
        List<String> names = List.copyOf(files.keySet());
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        String style = STYLES.get(names.indexOf(name) % STYLES.size());
        String prefix = console.paint(style, name) + " ".repeat(width - name.length()) + " | ";
        try (BufferedReader lines = tail.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> console.line(prefix + line));
        } catch (IOException | UncheckedIOException ended) {
            // Nobody wants to see more.
        }
    }
}
