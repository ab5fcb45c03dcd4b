package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private static final String NAMES = "SERVICE";

    /** What of Maven's output is shown at a terminal: modules, test classes, what is wrong, and how it ended. */
    private static final Pattern TELLING = Pattern.compile(
            "^\\[ERROR]|^\\[INFO] (Building |BUILD |.* (SUCCESS|FAILURE|SKIPPED)\\b)|^\\[.*Tests run: .* in ");

    private final Console console = Console.ofProcess(System.getenv());
    private final Workspace workspace = Workspace.of(RepositoryRoot.find());
    private final Topology topology = Topology.homeDelivery();
    private final AotTraining training = new AotTraining(workspace, topology, console);
    private final Build build = new Build(workspace, console);
    private final JavaLauncher launcher = new JavaLauncher(workspace, topology, List.of());
    private final Suite suite = new Suite(workspace, topology, launcher, console);

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
        Dev dev = new Dev();
        CommandLine line = new CommandLine(dev);
        // The options of these programs are theirs to read.
        line.getSubcommands()
                .forEach((verb, program) ->
                        program.setUnmatchedOptionsArePositionalParams(verb.equals("chaos") || verb.equals("bench")));
        return line.setExecutionExceptionHandler((e, _, _) -> {
            if (e instanceof IllegalArgumentException) {
                System.err.println(e.getMessage() + "\nTry \"./dev help\".");
                return CommandLine.ExitCode.USAGE;
            }
            System.err.println(
                    dev.console.paint("red", "Failed: ") + (e instanceof LocalStackException ? e.getMessage() : e));
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Without a verb. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command
    int up(
            @Option(names = {"-d", "--detach"}) boolean detach,
            @Parameters(arity = "0..*", paramLabel = NAMES) @Nullable List<String> services)
            throws IOException, InterruptedException {
        return start(detach || services != null, topology.named(orNone(services)));
    }

    @Command
    int down(@Option(names = {"-v", "--volumes"}) boolean wipe) throws IOException {
        try (FileChannel _ = workspace.lock()) {
            if (suite.running().isEmpty() && !suite.serversRun()) {
                console.line("Nothing was running.");
            }
            suite.down(wipe);
            training.stop();
        }
        return 0;
    }

    @Command
    int ps() {
        ProcessList.of(workspace, topology, console).forEach(console::line);
        return 0;
    }

    @Command
    int logs(
            @Option(names = {"-f", "--follow"}) boolean follow,
            @Option(
                            names = {"-n", "--tail"},
                            paramLabel = "N")
                    @Nullable
                    Integer lines,
            @Parameters(arity = "0..*", paramLabel = "NAME") @Nullable List<String> names)
            throws IOException {
        Logs logs = Logs.of(orNone(names), workspace, topology, console);
        logs.print(lines == null ? Logs.ALL : lines.toString());
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
    int stop(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services) throws IOException {
        try (FileChannel _ = workspace.lock()) {
            suite.stop(topology.named(services));
        }
        return 0;
    }

    @Command
    int restart(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services)
            throws IOException, InterruptedException {
        stop(services);
        return start(services);
    }

    @Command
    int kill(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services) {
        suite.kill(topology.named(services));
        return 0;
    }

    @Command
    int demo() throws IOException, InterruptedException {
        start(true, topology.services());
        build.bringUpToDate(List.of(SystemTests.MODULE));
        List<String> addresses = List.of(
                topology.gatewayAddress().toString(), topology.mailAddress().toString());
        return SystemTests.run(workspace, List.of(), "demo.Demo", addresses);
    }

    @Command
    int chaos(@Parameters(arity = "0..*", paramLabel = "OPTION") @Nullable List<String> options)
            throws IOException, InterruptedException {
        build.bringUpToDate(allModules());
        return SystemTests.run(workspace, SystemTests.ownNetwork(), "chaos.Chaos", orNone(options));
    }

    @Command
    int bench(@Parameters(arity = "0..*", paramLabel = "[OPTION|NAME]") @Nullable List<String> words)
            throws IOException, InterruptedException {
        List<String> arguments = orNone(words);
        if (arguments.contains("--list")) {
            build.bringUpToDate(List.of(SystemTests.MODULE));
            return SystemTests.run(workspace, List.of(), "bench.Bench", arguments);
        }
        build.bringUpToDate(allModules());
        training.run();
        return SystemTests.run(workspace, SystemTests.ownNetwork(), "bench.Bench", arguments);
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
            console.line("Reports: target/site/jacoco of each module, all together in"
                    + " system-tests/target/site/jacoco-aggregate");
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
        int exitCode = build.maven(arguments, log, line -> {
            if (!console.isTerminal() || TELLING.matcher(line).find()) {
                console.line(line);
            }
        });
        if (exitCode != 0) {
            console.line("The whole output: " + log);
        }
        return exitCode;
    }

    /** Until all are healthy, and in the foreground for good; Ctrl-C takes down everything. */
    private int start(boolean detached, List<Service> services) throws IOException, InterruptedException {
        Thread starter = Thread.currentThread();
        Thread takeDown = new Thread(() -> takeDown(starter), "take-down");
        if (!detached || suite.running().isEmpty()) {
            Runtime.getRuntime().addShutdownHook(takeDown);
        }
        try {
            try (FileChannel _ = workspace.lock()) {
                build.bringUpToDate(services.stream().map(Service::name).toList());
                launcher.useAotCaches();
                suite.up(services);
            }
            if (suite.running().size() == topology.services().size()) {
                training.startInBackground();
            }
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

    private void takeDown(Thread starter) {
        try {
            starter.interrupt();
            training.stop();
            suite.down(false);
        } catch (IOException e) {
            console.line("Not everything is down: " + e);
        }
    }

    /** Ends the watch for Ctrl-C; if it has come already, waits until everything is down and this process with it. */
    private static void leaveUp(Thread takeDown) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(takeDown);
        } catch (IllegalStateException goingDown) {
            Thread.interrupted();
            Thread.currentThread().join();
        }
    }

    private List<String> allModules() {
        return Stream.concat(topology.services().stream().map(Service::name), Stream.of(SystemTests.MODULE))
                .toList();
    }

    private static List<String> orNone(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }
}
