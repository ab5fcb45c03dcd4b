package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServerAddresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table that {@code ps} shows: one row per JVM, and what they take together. */
final class ProcessList {

    private static final String FORMAT = "%-22s %8s  %-5s  %-9s  %8s  %8s";

    private final Workspace workspace;
    private final Topology topology;
    private final HealthCheck health;

    ProcessList(Workspace workspace, Topology topology, HealthCheck health) {
        this.workspace = workspace;
        this.topology = topology;
        this.health = health;
    }

    /** One JVM, or none in the place of one. */
    private record Row(String name, Optional<ProcessHandle> process, String port, String health) {}

    /** What the system says about a process. */
    private record Usage(String elapsed, long residentKib) {}

    /** The lines, the last with the total. */
    List<String> table(Console console) {
        List<Row> rows = rows();
        Map<Long, Usage> usages = usages(rows.stream()
                .flatMap(row -> row.process.stream())
                .map(ProcessHandle::pid)
                .toList());
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT.formatted("SERVICE", "PID", "PORT", "HEALTH", "UPTIME", "RSS"));
        for (Row row : rows) {
            Optional<Usage> usage = row.process.map(process -> usages.get(process.pid()));
            String line = FORMAT.formatted(
                    row.name,
                    row.process.map(process -> Long.toString(process.pid())).orElse("-"),
                    row.port,
                    row.health,
                    usage.map(Usage::elapsed).orElse("-"),
                    usage.map(known -> mebibytes(known.residentKib)).orElse("-"));
            Console.Colour colour = switch (row.health) {
                case "healthy" -> Console.Colour.GREEN;
                case "unhealthy" -> Console.Colour.RED;
                default -> Console.Colour.NONE;
            };
            lines.add(line.replace(" " + row.health + " ", " " + console.paint(colour, row.health) + " "));
        }
        long total = usages.values().stream().mapToLong(Usage::residentKib).sum();
        lines.add(FORMAT.formatted("all JVMs", "", "", "", "", mebibytes(total)));
        return lines;
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        Optional<ServerAddresses> servers = LocalServers.running(workspace.servers(topology));
        rows.add(new Row(
                "servers",
                servers.flatMap(addresses -> ProcessHandle.of(addresses.daemonPid())),
                Integer.toString(topology.servers().control()),
                servers.isPresent() ? "healthy" : "down"));
        ServiceProcesses processes = new ServiceProcesses(workspace, topology, health);
        for (Service service : topology.services()) {
            Optional<ProcessHandle> process = processes.find(service);
            String state = process.isEmpty() ? "down" : processes.isHealthy(service) ? "healthy" : "unhealthy";
            rows.add(new Row(service.name(), process, Integer.toString(service.port()), state));
        }
        new ProcessTable(workspace.runs())
                .find(AotTraining.PROCESS)
                .ifPresent(
                        training -> rows.add(new Row("(training AOT caches)", Optional.of(training.handle()), "", "")));
        return rows;
    }

    /** As {@code ps} tells it, by process id; without those that it does not know. */
    private static Map<Long, Usage> usages(List<Long> pids) {
        String list = pids.stream().map(String::valueOf).collect(Collectors.joining(","));
        Map<Long, Usage> usages = new HashMap<>();
        Commands.output(List.of("ps", "-o", "pid=,etime=,rss=", "-p", list))
                .ifPresent(table -> table.lines()
                        .map(line -> line.strip().split("\\s+"))
                        .forEach(columns -> usages.put(
                                Long.valueOf(columns[0]), new Usage(columns[1], Long.parseLong(columns[2])))));
        return usages;
    }

    private static String mebibytes(long kibibytes) {
        return kibibytes / 1024 + " MiB";
    }
}
