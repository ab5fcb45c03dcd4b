package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServersUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code ./dev} calls. Ends with 0, with 1 when something went wrong, with 2 for a wrong call. */
@Command(
        name = "./dev",
        resourceBundle = "com.homedelivery.localstack.suite.Usage",
        synopsisSubcommandLabel = "VERB",
        usageHelpAutoWidth = true)
public final class Dev implements Runnable {

    private static final int FAILED = 1;
    private static final String NAMES = "SERVICE";

    private final Console console = Console.ofProcess(System.getenv());
    private final Workspace workspace = Workspace.of(RepositoryRoot.find());
    private final Topology topology = Topology.homeDelivery();
    private final HealthCheck health = new HealthCheck();
    private final AotTraining training = new AotTraining(workspace, topology, console);
    private final Build build = new Build(workspace, console);
    private final Suite suite = new Suite(workspace, topology, new BuildingLauncher(), health, console);

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT)
    private boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param words a verb, its options and names; see {@code ./dev help} */
    public static void main(String[] words) {
        System.exit(commandLine().execute(words));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Dev());
        // The options of these programs are theirs to read.
        line.getSubcommands()
                .forEach((verb, program) ->
                        program.setUnmatchedOptionsArePositionalParams(verb.equals("chaos") || verb.equals("bench")));
        return line.setExecutionExceptionHandler((e, _, _) -> switch (e) {
            case IllegalArgumentException misused -> {
                System.err.println(misused.getMessage() + "\nTry \"./dev help\".");
                yield CommandLine.ExitCode.USAGE;
            }
            case SuiteException _, ServersUnavailableException _ -> fail(String.valueOf(e.getMessage()));
            default -> fail(e.toString());
        });
    }

    private static int fail(String message) {
        Console console = Console.ofProcess(System.getenv());
        System.err.println(console.paint(Console.Colour.RED, "Failed: ") + message);
        return FAILED;
    }

    /** Without a verb. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command
    int up(
            @Option(
                            names = {"-d", "--detach"},
                            description =
                                    "Return once all are healthy and leave them running; so it does when services are"
                                            + " named.")
                    boolean detach,
            @Parameters(arity = "0..*", paramLabel = NAMES) @Nullable List<String> services)
            throws IOException, InterruptedException {
        return start(detach || services != null, topology.named(orNone(services)));
    }

    @Command
    int down(@Option(names = {"-v", "--volumes"}) boolean wipe) throws IOException, InterruptedException {
        suite.down(wipe);
        training.stop();
        return 0;
    }

    @Command
    int ps() {
        new ProcessList(workspace, topology, health).table(console).forEach(console::line);
        return 0;
    }

    @Command
    int logs(
            @Option(
                            names = {"-f", "--follow"},
                            description = "Go on with what is written from now on; Ctrl-C ends it.")
                    boolean follow,
            @Option(
                            names = {"-n", "--tail"},
                            paramLabel = "N")
                    @Nullable
                    Integer lines,
            @Parameters(arity = "0..*", paramLabel = "NAME") @Nullable List<String> names)
            throws IOException, InterruptedException {
        Logs logs = Logs.of(orNone(names), workspace, topology, console);
        logs.print(lines == null ? Integer.MAX_VALUE : lines);
        if (follow) {
            logs.follow(() -> true);
        }
        return 0;
    }

    @Command
    int start(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services)
            throws IOException, InterruptedException {
        return start(true, topology.named(services));
    }

    @Command
    int stop(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services)
            throws IOException, InterruptedException {
        suite.stop(topology.named(services));
        return 0;
    }

    @Command
    int restart(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services)
            throws IOException, InterruptedException {
        suite.stop(topology.named(services));
        return start(true, topology.named(services));
    }

    @Command
    int kill(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services) {
        suite.kill(topology.named(services));
        return 0;
    }

    @Command
    int demo() throws IOException, InterruptedException {
        start(true, topology.services());
        build(SystemTestsProgram.MODULE);
        return SystemTestsProgram.DEMO.run(
                workspace,
                List.of(
                        topology.gatewayAddress().toString(),
                        topology.mailAddress().toString()));
    }

    @Command
    int chaos(@Parameters(arity = "0..*", paramLabel = "OPTION") @Nullable List<String> options)
            throws IOException, InterruptedException {
        buildAllWithSystemTests();
        return SystemTestsProgram.CHAOS.runInOwnNetwork(workspace, orNone(options));
    }

    @Command
    int bench(@Parameters(arity = "0..*", paramLabel = "[OPTION|NAME]") @Nullable List<String> words)
            throws IOException, InterruptedException {
        List<String> arguments = orNone(words);
        if (arguments.contains("--list")) {
            build(SystemTestsProgram.MODULE);
            return SystemTestsProgram.BENCH.run(workspace, arguments);
        }
        buildAllWithSystemTests();
        training.run();
        return SystemTestsProgram.BENCH.runInOwnNetwork(workspace, arguments);
    }

    @Command
    int test(
            @Option(names = "--coverage") boolean coverage,
            @Parameters(arity = "0..*", paramLabel = "MODULE") @Nullable List<String> modules)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>();
        if (coverage) {
            arguments.add("-Pcoverage");
        }
        if (modules != null) {
            arguments.addAll(List.of("-pl", String.join(",", modules), "-am"));
        }
        arguments.add("verify");
        int exitCode = maven(arguments);
        if (coverage) {
            console.line(
                    "Reports: target/site/jacoco of each module, all together in system-tests/target/site/jacoco-aggregate");
        }
        return exitCode;
    }

    @Command
    int check() throws InterruptedException {
        long begun = System.nanoTime();
        int exitCode = maven(List.of("-T", "1C", "test"));
        console.line("Checked in " + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s.");
        return exitCode;
    }

    @Command
    int format(@Option(names = "--check") boolean check) throws InterruptedException {
        return maven(List.of(check ? "spotless:check" : "spotless:apply"));
    }

    /** Makes the AOT caches that are missing; what the background process runs. */
    @Command(hidden = true)
    int train() throws IOException, InterruptedException {
        training.run();
        return 0;
    }

    @Command
    int help(@Parameters(arity = "0..1", paramLabel = "VERB") @Nullable String verb) {
        CommandLine line = spec.commandLine();
        CommandLine about = verb == null ? line : line.getSubcommands().get(verb);
        if (about == null) {
            throw new IllegalArgumentException("No such verb: " + verb);
        }
        about.usage(line.getOut());
        return 0;
    }

    private int maven(List<String> arguments) throws InterruptedException {
        Path log = workspace.log("test");
        MavenTestOutput output = new MavenTestOutput(console);
        int exitCode = Maven.run(workspace.root(), arguments, log, output::read);
        output.summarize(exitCode);
        if (exitCode != 0) {
            console.line("The whole output: " + log);
        }
        return exitCode;
    }

    /** Until all are healthy, and in the foreground for good; Ctrl-C takes down everything. */
    private int start(boolean detached, List<Service> services) throws IOException, InterruptedException {
        Thread takeDown = new Thread(this::takeDown, "take-down");
        if (!detached || suite.running().isEmpty()) {
            Runtime.getRuntime().addShutdownHook(takeDown);
        }
        try {
            suite.up(services);
            if (!detached) {
                console.line("All healthy; the gateway is " + topology.gatewayAddress() + ". Ctrl-C stops everything.");
                Logs.of(List.of(), workspace, topology, console)
                        .follow(() -> !suite.running().isEmpty());
            }
            return 0;
        } finally {
            leaveUp(takeDown);
        }
    }

    private void takeDown() {
        try {
            training.stop();
            suite.end(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch for Ctrl-C; if it has come already, waits until everything is down and this process with it. */
    private static void leaveUp(Thread takeDown) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(takeDown);
        } catch (IllegalStateException goingDown) {
            Thread.currentThread().join();
        }
    }

    private void build(String module) throws InterruptedException {
        build.bringUpToDate(Map.of(module, SystemTestsProgram.files(workspace)));
    }

    private void buildAllWithSystemTests() throws InterruptedException {
        Map<String, List<Path>> outputs = outputs(topology.services());
        outputs.put(SystemTestsProgram.MODULE, SystemTestsProgram.files(workspace));
        build.bringUpToDate(outputs);
    }

    private Map<String, List<Path>> outputs(List<Service> services) {
        Map<String, List<Path>> outputs = new LinkedHashMap<>();
        services.forEach(service -> outputs.put(
                service.name(), ServiceArtifacts.of(workspace, service.name()).files()));
        return outputs;
    }

    private static List<String> orNone(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }

    /** Builds services before it starts them, and makes the AOT caches once all are healthy. */
    private final class BuildingLauncher implements Launcher {

        private final JavaLauncher java = new JavaLauncher(workspace, topology, List.of());

        @Override
        public void prepare(List<Service> services) throws InterruptedException {
            build.bringUpToDate(outputs(services));
            java.useAotCaches();
        }

        @Override
        public String build(Service service) {
            return build.fingerprint(service.name());
        }

        @Override
        public List<String> command(Service service) {
            return java.command(service);
        }

        @Override
        public int startsAtOnce() {
            return java.startsAtOnce();
        }

        @Override
        public void allHealthy() {
            training.startInBackground();
        }
    }
}
