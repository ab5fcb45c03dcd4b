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
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Shows logs the way compose does: each line after the name of where it comes from. */
final class Logs {

    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final Map<String, Path> files;
    private final Console console;

    Logs(Map<String, Path> files, Console console) {
        this.files = new LinkedHashMap<>(files);
        this.console = console;
    }

    /**
     * The logs of these names: services, servers, the last build, the training; all services for no name.
     *
     * @throws IllegalArgumentException for a name that has no log
     */
    static Logs of(List<String> names, Workspace workspace, Topology topology, Console console) {
        List<String> services = topology.services().stream().map(Service::name).toList();
        ServersSpec servers = workspace.servers(topology);
        Map<String, Path> known = new LinkedHashMap<>();
        Stream.concat(services.stream(), Stream.of("build", "test", AotTraining.PROCESS))
                .forEach(name -> known.put(name, workspace.log(name)));
        known.put("servers", servers.daemonLog());
        known.put("postgres", servers.logOf("postgres"));
        known.put("redis", servers.logOf("redis"));
        Map<String, Path> files = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? services : names) {
            Path file = known.get(name);
            if (file == null) {
                throw new IllegalArgumentException(
                        "No log of " + name + ". There are: " + String.join(", ", known.keySet()));
            }
            files.put(name, file);
        }
        return new Logs(files, console);
    }

    /** Prints what has been written so far, or the last lines of it. */
    void print(int lastLines) throws IOException {
        String lines = lastLines == Integer.MAX_VALUE ? "+1" : Integer.toString(lastLines);
        for (String name : files.keySet()) {
            copy(name, tail(name, "-n", lines));
        }
    }

    /** Prints what is written from now on, also where a log begins anew, as long as it is wanted. */
    void follow(BooleanSupplier wanted) throws IOException, InterruptedException {
        List<Process> tails = new ArrayList<>();
        try {
            for (String name : files.keySet()) {
                boolean begun = Files.exists(Objects.requireNonNull(files.get(name)));
                Process tail = tail(name, "-n", begun ? "0" : "+1", "-F");
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
