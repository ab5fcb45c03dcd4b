package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.SuiteOptions;
import com.homedelivery.systemtests.suite.TestSuite;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code ./dev bench}: starts a suite of its own, measures it, and shows all figures. See {@code docs/performance.md}. */
public final class Bench {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final List<Benchmark> BENCHMARKS = List.of(
            new StartCost(),
            new IdleCost(),
            new OrderCost(),
            new OrderLatency(),
            new PositionCost(),
            new CartBurst(),
            new OrderBurst("hot-product", 200, 1_000_000),
            new OrderBurst("flash-sale", 1_000, 100),
            new GatewayThroughput(),
            new CatalogueSize(),
            new SuggestLatency(),
            new EventThroughput());

    private final BenchOptions options;
    private final Reporter reporter;
    private final ResultFile file;
    private final Map<String, List<Figure>> figures = new LinkedHashMap<>();
    private boolean complete = true;

    private Bench(BenchOptions options, Reporter reporter) throws IOException {
        this.options = options;
        this.reporter = reporter;
        Map<String, Object> conditions = conditions(options);
        reporter.tell("measuring: " + conditions);
        this.file = new ResultFile(RepositoryRoot.find().resolve(".local/bench"), Instant.now(), conditions);
    }

    /**
     * @param words see {@link BenchOptions#parse}; ends with 0 whatever the figures are, with 1 when something could not
     *     be measured, with 2 for a wrong call
     */
    public static void main(String[] words) throws Exception {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) throws Exception {
        List<Benchmark> chosen;
        BenchOptions options;
        try {
            options = BenchOptions.parse(words);
            chosen = chosen(options.names());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return MISUSED;
        }
        if (options.list()) {
            chosen.forEach(benchmark -> System.out.println("%-14s %s".formatted(benchmark.name(), benchmark.about())));
            return 0;
        }
        return new Bench(options, Reporter.ofProcess()).measure(chosen);
    }

    private static List<Benchmark> chosen(List<String> names) {
        List<String> known = BENCHMARKS.stream().map(Benchmark::name).toList();
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException(
                    "No such benchmark: " + unknown + ". There are: " + String.join(", ", known));
        });
        return BENCHMARKS.stream()
                .filter(benchmark -> names.isEmpty() || names.contains(benchmark.name()))
                .toList();
    }

    private int measure(List<Benchmark> chosen) throws Exception {
        List<Benchmark.OfSuite> ofSuite = new ArrayList<>();
        for (Benchmark benchmark : chosen) {
            switch (benchmark) {
                case Benchmark.OfStart start -> measure(start, () -> start.measure(options, reporter));
                case Benchmark.OfSuite later -> ofSuite.add(later);
            }
        }
        if (!ofSuite.isEmpty()) {
            measureOnOneSuite(ofSuite);
        }
        reporter.tell("");
        ResultTable.lines(figures).forEach(reporter::tell);
        reporter.tell("everything that was seen: " + file.path());
        return complete ? 0 : FAILED;
    }

    private void measureOnOneSuite(List<Benchmark.OfSuite> benchmarks) throws Exception {
        reporter.tell("starting the suite");
        SuiteOptions suiteOptions = SuiteOptions.forTests(BenchEnvironment.SETTINGS)
                .withAotCaches()
                .withoutLoadBalancers()
                .withJvmFlags(options.jvmFlags());
        try (TestSuite suite = TestSuite.start(suiteOptions);
                BenchEnvironment environment = new BenchEnvironment(suite, options, reporter)) {
            for (Benchmark.OfSuite benchmark : benchmarks) {
                measure(benchmark, () -> benchmark.measure(environment));
            }
        }
    }

    /** What fails leaves a line in the table; the others are measured all the same. */
    private void measure(Benchmark benchmark, Callable<Findings> measurement) throws InterruptedException {
        reporter.tell(benchmark.name() + ": " + benchmark.about());
        try {
            Findings findings = measurement.call();
            figures.put(benchmark.name(), findings.figures());
            file.add(benchmark.name(), findings);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            reporter.tell("  could not be measured: " + e.getMessage());
            figures.put(
                    benchmark.name(), List.of(Figure.missing("could not be measured", String.valueOf(e.getMessage()))));
            complete = false;
        }
    }

    /** What the figures depend on besides the suite itself. */
    private static Map<String, Object> conditions(BenchOptions options) {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("cores", Runtime.getRuntime().availableProcessors());
        conditions.put(
                "load before", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        conditions.put("java", Runtime.version().toString());
        conditions.put("further JVM flags", String.join(" ", options.jvmFlags()));
        conditions.put("warm-up", options.warmUp());
        conditions.put("seconds", options.seconds());
        conditions.put("rounds", options.rounds());
        conditions.put("settings", BenchEnvironment.SETTINGS);
        return conditions;
    }
}
