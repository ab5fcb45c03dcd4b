package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.ServerAddresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table that {@code ps} shows: one row per JVM, and what they take together. */
final class ProcessList {

    private static final String FORMAT = "%-22s %8s  %-5s  %s  %8s  %8s";
    private static final String NONE = "-";
    private static final int KIB_PER_MIB = 1024;

    private ProcessList() {}

    /** One JVM, or none in the place of one. */
    private record Row(String name, Optional<Long> pid, String port, String health) {}

    /** What the system says about a process. */
    private record Usage(String elapsed, long residentKib) {}

    /** The lines, the last with the total. */
    static List<String> of(Workspace workspace, Topology topology, Console console) {
        List<Row> rows = rows(workspace, topology);
        Map<Long, Usage> usages = usages(rows);
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT.formatted("SERVICE", "PID", "PORT", "HEALTH   ", "UPTIME", "RSS"));
        for (Row row : rows) {
            Optional<Usage> usage = row.pid.map(usages::get);
            String style = Map.of("healthy", "green", "unhealthy", "red").getOrDefault(row.health, "");
            lines.add(FORMAT.formatted(
                    row.name,
                    row.pid.map(String::valueOf).orElse(NONE),
                    row.port,
                    console.paint(style, "%-9s".formatted(row.health)),
                    usage.map(Usage::elapsed).orElse(NONE),
                    usage.map(known -> mebibytes(known.residentKib)).orElse(NONE)));
        }
        long total = usages.values().stream().mapToLong(Usage::residentKib).sum();
        lines.add(FORMAT.formatted("all JVMs", "", "", "         ", "", mebibytes(total)));
        return lines;
    }

    private static List<Row> rows(Workspace workspace, Topology topology) {
        List<Row> rows = new ArrayList<>();
        Optional<Long> servers =
                LocalServers.running(workspace.servers(topology)).map(ServerAddresses::daemonPid);
        rows.add(new Row("servers", servers, NONE, servers.isPresent() ? "healthy" : "down"));
        ServiceProcesses processes = new ServiceProcesses(workspace, topology);
        for (Service service : topology.services()) {
            Optional<Long> pid = processes.find(service).map(ProcessHandle::pid);
            String health = pid.isEmpty() ? "down" : service.isHealthy() ? "healthy" : "unhealthy";
            rows.add(new Row(service.name(), pid, Integer.toString(service.port()), health));
        }
        AotTraining.process(workspace)
                .find()
                .ifPresent(training -> rows.add(new Row("(training AOT caches)", Optional.of(training.pid()), "", "")));
        return rows;
    }

    /** As {@code ps} tells it, by process id; without those that it does not know. */
    private static Map<Long, Usage> usages(List<Row> rows) {
        String pids = rows.stream()
                .flatMap(row -> row.pid.stream())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        Map<Long, Usage> usages = new HashMap<>();
        Processes.output(List.of("ps", "-o", "pid=,etime=,rss=", "-p", pids))
                .ifPresent(table -> table.lines()
                        .map(line -> line.strip().split("\\s+"))
                        .forEach(columns -> usages.put(
                                Long.valueOf(columns[0]), new Usage(columns[1], Long.parseLong(columns[2])))));
        return usages;
    }

    private static String mebibytes(long kibibytes) {
        return kibibytes / KIB_PER_MIB + " MiB";
    }
}
