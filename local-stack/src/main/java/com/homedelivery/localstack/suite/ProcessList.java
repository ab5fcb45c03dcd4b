package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.Processes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that {@code ps} shows: one row per JVM, and what they take together. */
final class ProcessList {

    private static final String FORMAT = "%-22s %8s  %-5s  %s  %8s  %8s";
    private static final String NONE = "-";
    private static final int KIB_PER_MIB = 1024;

    private final Console console;
    private final Map<String, Usage> usages = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private long residentKib;

    /** What the system says about a process. */
    private record Usage(String elapsed, long residentKib) {}

    private ProcessList(Console console) {
        this.console = console;
        Processes.output(List.of("ps", "-A", "-o", "pid=,etime=,rss="))
                .ifPresent(table -> table.lines()
                        .map(line -> line.strip().split("\\s+"))
                        .forEach(columns -> usages.put(columns[0], new Usage(columns[1], Long.parseLong(columns[2])))));
    }

    /** The lines, the last with the total. */
    static List<String> of(Workspace workspace, Topology topology, Console console) {
        ProcessList list = new ProcessList(console);
        list.lines.add(FORMAT.formatted("SERVICE", "PID", "PORT", "HEALTH   ", "UPTIME", "RSS"));
        LocalServers servers = workspace.servers(topology);
        boolean up = servers.running().isPresent();
        list.add("servers", servers.daemon().find().filter(_ -> up), NONE, up ? "healthy" : "down");
        ServiceProcesses processes = new ServiceProcesses(workspace, topology, List.of());
        for (Service service : topology.services()) {
            Optional<ProcessHandle> process = processes.find(service);
            String health = process.isEmpty() ? "down" : service.isHealthy() ? "healthy" : "unhealthy";
            list.add(service.name(), process, Integer.toString(service.port()), health);
        }
        new AotCaches(workspace, topology)
                .training()
                .find()
                .ifPresent(training -> list.add("(training AOT caches)", Optional.of(training), "", ""));
        list.lines.add(FORMAT.formatted("all JVMs", "", "", "         ", "", mebibytes(list.residentKib)));
        return list.lines;
    }

    /** Adds the row of a JVM, or of none in the place of one. */
    private void add(String name, Optional<ProcessHandle> process, String port, String health) {
        String pid = process.map(jvm -> Long.toString(jvm.pid())).orElse(NONE);
        Usage usage = usages.getOrDefault(pid, new Usage(NONE, 0));
        residentKib += usage.residentKib;
        String style = Map.of("healthy", "green", "unhealthy", "red").getOrDefault(health, "");
        String painted = console.paint(style, "%-9s".formatted(health));
        String memory = usage.residentKib == 0 ? NONE : mebibytes(usage.residentKib);
        lines.add(FORMAT.formatted(name, pid, port, painted, usage.elapsed, memory));
    }

    private static String mebibytes(long kibibytes) {
        return kibibytes / KIB_PER_MIB + " MiB";
    }
}
