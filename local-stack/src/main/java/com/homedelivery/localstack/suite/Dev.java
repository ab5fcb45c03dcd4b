package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.JavaProcess;
import com.homedelivery.localstack.client.LocalStackException;
import com.homedelivery.localstack.client.Processes;
import com.homedelivery.localstack.client.RepositoryRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code ./dev} calls. Ends with 0, with 1 when something went wrong, with 2 for a wrong call. */
@Command(
        name = "./dev",
        resourceBundle = "com.homedelivery.localstack.suite.Usage",
        synopsisSubcommandLabel = "VERB",
        usageHelpAutoWidth = true)
public final class Dev {

    private static final String NAMES = "SERVICE";
    private static final String SYSTEM_TESTS = "system-tests";

    /** A network of its own, where only loopback is there: no port is taken, and packets can be dropped. */
    private static final List<String> OWN_NETWORK =
            List.of("unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    private final Console console = Console.ofProcess(System.getenv());
    private final Workspace workspace = Workspace.of(RepositoryRoot.find());
    private final Topology topology = Topology.homeDelivery();
    private final AotCaches caches = new AotCaches(workspace, topology);
    private final Build build = new Build(workspace, console);
    private final ServiceProcesses processes = new ServiceProcesses(workspace, topology, List.of());
    private final Suite suite = new Suite(workspace, topology, processes, console);

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT)
    private boolean help;

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

    @Command
    int up(
            @Option(names = {"-d", "--detach"}) boolean detach,
            @Parameters(arity = "0..*", paramLabel = NAMES) @Nullable List<String> services)
            throws IOException {
        return start(detach || services != null, topology.named(orNone(services)));
    }

    @Command
    void down(@Option(names = {"-v", "--volumes"}) boolean wipe) throws IOException {
        try (FileChannel _ = workspace.lock()) {
            if (suite.running().isEmpty() && !suite.serversRun()) {
                console.line("Nothing was running.");
            }
            suite.down(wipe);
            caches.stopTraining();
        }
    }

    @Command
    void ps() {
        ProcessList.of(workspace, topology, console).forEach(console::line);
    }

    @Command
    void logs(
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
    }

    @Command
    int start(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services) throws IOException {
        return start(true, topology.named(services));
    }

    @Command
    void stop(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services) throws IOException {
        try (FileChannel _ = workspace.lock()) {
            suite.stop(topology.named(services));
        }
    }

    @Command
    int restart(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services) throws IOException {
        stop(services);
        return start(services);
    }

    @Command
    void kill(@Parameters(arity = "1..*", paramLabel = NAMES) List<String> services) {
        suite.kill(topology.named(services));
    }

    @Command
    int demo() throws IOException {
        start(true, topology.services());
        build.bringUpToDate(List.of(SYSTEM_TESTS));
        String mail = topology.mailAddress().toString();
        return runSystemTest(
                List.of(), "demo.Demo", List.of(topology.gatewayAddress().toString(), mail));
    }

    @Command
    int chaos(@Parameters(arity = "0..*", paramLabel = "OPTION") @Nullable List<String> options) throws IOException {
        build.bringUpToDate(allModules());
        return runSystemTest(ownNetwork(), "chaos.Chaos", orNone(options));
    }

    @Command
    int bench(@Parameters(arity = "0..*", paramLabel = "[OPTION|NAME]") @Nullable List<String> words)
            throws IOException {
        if (orNone(words).contains("--list")) {
            build.bringUpToDate(List.of(SYSTEM_TESTS));
        } else {
            build.bringUpToDate(allModules());
            caches.train(console);
        }
        return runSystemTest(ownNetwork(), "bench.Bench", orNone(words));
    }

    /** Makes the AOT caches that are missing; what the background process runs. */
    @Command(hidden = true)
    void train() throws IOException {
        caches.train(console);
    }

    /** Until all are healthy, and in the foreground for good; Ctrl-C takes down everything. */
    private int start(boolean detached, List<Service> services) throws IOException {
        Thread starter = Thread.currentThread();
        Thread takeDown = new Thread(() -> takeDown(starter), "take-down");
        if (!detached || suite.running().isEmpty()) {
            Runtime.getRuntime().addShutdownHook(takeDown);
        }
        try {
            try (FileChannel _ = workspace.lock()) {
                build.bringUpToDate(services.stream().map(Service::name).toList());
                processes.useAotCaches();
                suite.up(services);
            }
            if (suite.running().size() == topology.services().size()) {
                caches.startTraining();
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
            caches.stopTraining();
            suite.down(false);
        } catch (IOException e) {
            console.line("Not everything is down: " + e);
        }
    }

    /** Ends the watch for Ctrl-C; if it has come already, waits until everything is down and this process with it. */
    private static void leaveUp(Thread takeDown) {
        try {
            Runtime.getRuntime().removeShutdownHook(takeDown);
        } catch (IllegalStateException goingDown) {
            System.exit(CommandLine.ExitCode.SOFTWARE);
        }
    }

    /**
     * Runs a program of the system tests in front of whoever called, and returns its exit code.
     *
     * @param words what comes before the command
     * @param program its class, below the module's package
     */
    private int runSystemTest(List<String> words, String program, List<String> arguments) throws IOException {
        BuiltModule module = new BuiltModule(workspace, SYSTEM_TESTS);
        String classPath = module.target() + "/classes:" + BuiltModule.joined(module.classPath());
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of(JavaProcess.JAVA.toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, "com.homedelivery.systemtests." + program));
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    /** The words before a command that give it a network of its own; none where the system does not allow that. */
    private static List<String> ownNetwork() {
        List<String> attempt =
                Stream.concat(OWN_NETWORK.stream(), Stream.of("true")).toList();
        return Processes.output(attempt).isPresent() ? OWN_NETWORK : List.of();
    }

    private List<String> allModules() {
        return Stream.concat(topology.services().stream().map(Service::name), Stream.of(SYSTEM_TESTS))
                .toList();
    }

    private static List<String> orNone(@Nullable List<String> words) {
        return words == null ? List.of() : words;
    }
}
