package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.RepositoryRoot;
import com.homedelivery.localstack.client.ServersUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The entrance: what {@code ./dev} calls. Ends with 0, with 1 when something went wrong, with 2 for a wrong call. */
public final class Dev {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Screen screen;
    private final Workspace workspace;
    private final Topology topology = Topology.homeDelivery();
    private final Health health;
    private final Training training;
    private final Build build;
    private final Suite suite;

    private Dev(Screen screen, Workspace workspace, Health health) {
        this.screen = screen;
        this.workspace = workspace;
        this.health = health;
        this.training = new Training(workspace, topology, new ProcessTable(workspace.runs()));
        this.build = new Build(workspace, screen);
        Launcher launcher =
                new JavaLauncher(workspace, topology, List.of(), build::bringUpToDate, training::startInBackground);
        this.suite = new Suite(workspace, topology, launcher, health, screen);
    }

    /** @param words a verb, its options and names; see {@code ./dev help} */
    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        Screen screen = Screen.ofProcess(System.getenv());
        try (Health health = new Health()) {
            Verb verb = CommandLine.parse(words);
            return verb instanceof Verb.Help help
                    ? help(help, screen)
                    : new Dev(screen, Workspace.of(RepositoryRoot.find()), health).execute(verb);
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.err.println("Try \"./dev help\".");
            return MISUSED;
        } catch (SuiteException | ServersUnavailableException e) {
            System.err.println(screen.paint(Screen.Tone.BAD, "Failed: ") + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            System.err.println(screen.paint(Screen.Tone.BAD, "Failed: ") + e);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int help(Verb.Help help, Screen screen) {
        screen.line(Usage.about(help.about()).stripTrailing());
        return 0;
    }

    private int execute(Verb verb) throws IOException, InterruptedException {
        return switch (verb) {
            case Verb.Up(boolean detached, List<String> services) -> up(detached || !services.isEmpty(), services);
            case Verb.Down(boolean wipe) -> done(() -> suite.down(wipe));
            case Verb.Ps _ ->
                done(() -> new Processes(workspace, topology, health)
                        .table(Instant.now(), screen)
                        .forEach(screen::line));
            case Verb.Logs(List<String> names, boolean follow, int lastLines) -> logs(names, follow, lastLines);
            case Verb.Stop(List<String> services) -> done(() -> suite.stop(topology.named(services)));
            case Verb.Kill(List<String> services) -> done(() -> suite.kill(topology.named(services)));
            case Verb.Restart(List<String> services) -> {
                suite.stop(topology.named(services));
                yield up(true, services);
            }
            case Verb.Demonstrate _ -> {
                up(true, List.of());
                yield demo();
            }
            case Verb.Chaos(List<String> options) -> chaos(options);
            case Verb.Bench(List<String> words) -> bench(words);
            case Verb.Test(List<String> modules) -> new TestRun(workspace, screen).run(modules);
            case Verb.Train _ -> {
                training.run(screen);
                yield 0;
            }
            case Verb.Help help -> help(help, screen);
        };
    }

    /** Until all are healthy, and in the foreground for good, Ctrl-C takes down everything. */
    private int up(boolean detached, List<String> names) throws InterruptedException {
        List<Service> services = topology.named(names);
        Thread takeDown = new Thread(() -> suite.end(false), "take-down");
        boolean alone = suite.running().isEmpty();
        if (alone || !detached) {
            Runtime.getRuntime().addShutdownHook(takeDown);
        }
        try {
            suite.up(services);
        } catch (SuiteException | ServersUnavailableException e) {
            leaveUp(takeDown);
            throw e;
        }
        if (detached) {
            leaveUp(takeDown);
            return 0;
        }
        screen.line("All healthy; the door is " + topology.gatewayAddress() + ". Ctrl-C stops everything.");
        Logs.of(List.of(), workspace, topology, screen)
                .follow(() -> !suite.running().isEmpty());
        leaveUp(takeDown);
        return 0;
    }

    /** Ends the watch for Ctrl-C; if it has come already, waits until everything is down and this process with it. */
    private static void leaveUp(Thread takeDown) throws InterruptedException {
        try {
            Runtime.getRuntime().removeShutdownHook(takeDown);
        } catch (IllegalStateException goingDown) {
            Thread.currentThread().join();
        }
    }

    private int demo() throws InterruptedException {
        SystemTestsProgram demo = SystemTestsProgram.demo(workspace);
        build.bringUpToDate(List.of(demo.module()));
        return demo.run(List.of(
                topology.gatewayAddress().toString(), topology.mailAddress().toString()));
    }

    private int bench(List<String> words) throws IOException, InterruptedException {
        SystemTestsProgram bench = SystemTestsProgram.bench(workspace);
        if (words.contains("--list")) {
            build.bringUpToDate(List.of(bench.module()));
            return bench.run(words);
        }
        buildWithServices(bench);
        training.runIfNeeded(screen);
        return bench.runInOwnNetwork(words);
    }

    private int chaos(List<String> options) throws InterruptedException {
        SystemTestsProgram chaos = SystemTestsProgram.chaos(workspace);
        buildWithServices(chaos);
        return chaos.runInOwnNetwork(options);
    }

    private void buildWithServices(SystemTestsProgram program) {
        build.bringUpToDate(Stream.concat(
                        topology.services().stream().map(service -> new ServiceArtifacts(workspace, service).module()),
                        Stream.of(program.module()))
                .toList());
    }

    private int logs(List<String> names, boolean follow, int lastLines) throws InterruptedException {
        Logs logs = Logs.of(names, workspace, topology, screen);
        logs.print(lastLines);
        if (follow) {
            logs.follow(() -> true);
        }
        return 0;
    }

    private static int done(Runnable work) {
        work.run();
        return 0;
    }
}
