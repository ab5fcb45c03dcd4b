package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServersLease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that {@code ps} shows: one row per JVM, and what they take together. */
final class Processes {

    private static final String FORMAT = "%-22s %8s  %-5s  %-9s  %8s  %8s";

    private final Workspace workspace;
    private final Topology topology;
    private final ProcessTable table;
    private final Health health;

    Processes(Workspace workspace, Topology topology, Health health) {
        this.workspace = workspace;
        this.topology = topology;
        this.table = new ProcessTable(workspace.runs());
        this.health = health;
    }

    /** The lines, the last with the total. */
    List<String> table(Instant now, Screen screen) {
        List<Row> rows = rows(now);
        Map<Long, Long> memory = Memory.residentKilobytes(
                rows.stream().flatMap(row -> row.pid().stream()).toList());
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT.formatted("SERVICE", "PID", "PORT", "HEALTH", "UPTIME", "RSS"));
        rows.forEach(row -> lines.add(row.text(memory, screen)));
        long total = memory.values().stream().mapToLong(Long::longValue).sum();
        lines.add(FORMAT.formatted("all JVMs", "", "", "", "", mebibytes(total)));
        return lines;
    }

    private List<Row> rows(Instant now) {
        List<Row> rows = new ArrayList<>();
        rows.add(servers(now));
        for (Service service : topology.services()) {
            Optional<ProcessTable.Entry> entry = table.find(service.name());
            boolean healthy = entry.isPresent() && health.isHealthy(service.address());
            rows.add(new Row(
                    service.name(),
                    entry.map(running -> running.handle().pid()),
                    Integer.toString(service.port()),
                    entry.isPresent() ? healthy ? "healthy" : "unhealthy" : "down",
                    entry.map(running -> Duration.between(running.started(), now))));
        }
        table.find(Training.PROCESS)
                .flatMap(training -> training.handle().descendants().findFirst())
                .ifPresent(trainer -> rows.add(
                        new Row("(training AOT caches)", Optional.of(trainer.pid()), "", "", uptime(trainer, now))));
        return rows;
    }

    private Row servers(Instant now) {
        Optional<ServersLease> lease = LocalServers.leaseOnRunning(workspace.servers(topology));
        lease.ifPresent(ServersLease::close);
        Optional<ProcessHandle> daemon =
                lease.flatMap(taken -> ProcessHandle.of(taken.addresses().daemonPid()));
        return new Row(
                "servers",
                daemon.map(ProcessHandle::pid),
                Integer.toString(topology.servers().control()),
                lease.isPresent() ? "healthy" : "down",
                daemon.flatMap(process -> uptime(process, now)));
    }

    private static Optional<Duration> uptime(ProcessHandle process, Instant now) {
        return process.info().startInstant().map(started -> Duration.between(started, now));
    }

    private static String mebibytes(long kilobytes) {
        return kilobytes / 1024 + " MiB";
    }

    private record Row(String name, Optional<Long> pid, String port, String health, Optional<Duration> uptime) {

        String text(Map<Long, Long> memory, Screen screen) {
            String text = FORMAT.formatted(
                    name,
                    pid.map(String::valueOf).orElse("-"),
                    port,
                    health,
                    uptime.map(Row::readable).orElse("-"),
                    pid.map(memory::get).map(Processes::mebibytes).orElse("-"));
            return switch (health) {
                case "healthy" -> text.replace(health, screen.paint(Screen.Tone.GOOD, health));
                case "unhealthy" -> text.replace(health, screen.paint(Screen.Tone.BAD, health));
                default -> text;
            };
        }

        private static String readable(Duration time) {
            if (time.toMinutes() == 0) {
                return time.toSeconds() + " s";
            }
            return time.toHours() == 0
                    ? time.toMinutes() + " min"
                    : time.toHours() + " h " + time.toMinutesPart() + " min";
        }
    }
}
