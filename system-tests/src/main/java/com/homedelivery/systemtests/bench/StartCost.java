package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.Instance;
import com.homedelivery.systemtests.suite.SuiteOptions;
import com.homedelivery.systemtests.suite.TestSuite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How long it takes until everything runs that ran before, servers and services, and what that costs. */
final class StartCost implements Benchmark.OfStart {

    private static final double KIB_PER_GIB = 1024.0 * 1024.0;
    private static final double MILLIS_PER_SECOND = 1_000;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String about() {
        return "second start of everything: seconds, CPU, memory";
    }

    /**
     * One start.
     *
     * @param seconds until all are healthy
     * @param cpuMillis CPU time until then, by service, in ms
     * @param residentKib memory of each JVM after that, in KiB; pages that several share count for each
     * @param proportionalKib the same, with shared pages shared out
     */
    private record Start(
            double seconds,
            Map<String, Double> cpuMillis,
            Map<String, Long> residentKib,
            Map<String, Long> proportionalKib) {}

    @Override
    public Findings measure(BenchOptions options, Reporter reporter) throws Exception {
        SuiteOptions asInDevelopment = SuiteOptions.forTests(BenchEnvironment.SETTINGS)
                .withAotCaches()
                .withoutLoadBalancers()
                .keepingData()
                .withJvmFlags(options.jvmFlags());
        reporter.tell("  a first start");
        TestSuite.start(asInDevelopment).close();
        List<Start> starts = new ArrayList<>();
        long caches = 0;
        for (int round = 1; round <= options.rounds(); round++) {
            long begun = System.nanoTime();
            try (TestSuite suite = TestSuite.start(asInDevelopment)) {
                double seconds = BenchEnvironment.secondsSince(begun);
                caches = suite.aotCaches();
                starts.add(look(suite, seconds, options));
            }
            reporter.tell(
                    "  round " + round + ": " + Numbers.text(starts.getLast().seconds()) + " s");
        }
        return new Findings(figures(starts, caches), Map.of("starts", starts, "aotCaches", caches));
    }

    private static Start look(TestSuite suite, double seconds, BenchOptions options) throws Exception {
        Map<String, ProcessHandle> jvms = new LinkedHashMap<>();
        for (String service : suite.services()) {
            suite.processOf(Instance.first(service)).ifPresent(process -> jvms.put(service, process));
        }
        Map<String, Double> cpu = new TreeMap<>();
        jvms.forEach((service, process) -> cpu.put(service, CpuTimes.millis(process)));
        suite.serverProcesses().getOrDefault("kafka", List.of()).forEach(daemon -> jvms.put("kafka", daemon));
        Thread.sleep(options.seconds() * 1_000L);
        return new Start(seconds, cpu, memory(jvms, "status", "VmRSS:"), memory(jvms, "smaps_rollup", "Pss:"));
    }

    /** What Linux tells about the memory of processes in KiB (proc(5)); nothing elsewhere. */
    private static Map<String, Long> memory(Map<String, ProcessHandle> processes, String file, String line) {
        Map<String, Long> memory = new TreeMap<>();
        processes.forEach((name, process) -> {
            try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), file))) {
                lines.filter(each -> each.startsWith(line))
                        .findFirst()
                        .ifPresent(each -> memory.put(name, Long.valueOf(each.replaceAll("\\D", ""))));
            } catch (IOException notLinux) {
                // Nothing is known of it.
            }
        });
        return memory;
    }

    private static List<Figure> figures(List<Start> starts, long caches) {
        List<Double> perService = starts.stream()
                .flatMap(start -> start.cpuMillis().values().stream())
                .map(millis -> millis / MILLIS_PER_SECOND)
                .toList();
        return List.of(
                Figure.of(
                                "until all are healthy",
                                Numbers.median(
                                        starts.stream().map(Start::seconds).toList()),
                                "s")
                        .withTarget(Target.atMost(25))
                        .remarking(caches + " AOT caches"),
                Figure.of("CPU of a service until then, median", Numbers.median(perService), "s"),
                Figure.of(
                        "CPU of all services until then",
                        Numbers.median(starts.stream()
                                .map(start -> total(start.cpuMillis()) / MILLIS_PER_SECOND)
                                .toList()),
                        "s"),
                Figure.of(
                                "resident memory of all JVMs",
                                Numbers.median(starts.stream()
                                        .map(start -> total(start.residentKib()) / KIB_PER_GIB)
                                        .toList()),
                                "GiB")
                        .withTarget(Target.atMost(2.6))
                        .remarking("shared pages counted for each JVM"),
                Figure.of(
                        "… with shared pages shared out",
                        Numbers.median(starts.stream()
                                .map(start -> total(start.proportionalKib()) / KIB_PER_GIB)
                                .toList()),
                        "GiB"));
    }

    private static double total(Map<String, ? extends Number> values) {
        return values.values().stream().mapToDouble(Number::doubleValue).sum();
    }
}
