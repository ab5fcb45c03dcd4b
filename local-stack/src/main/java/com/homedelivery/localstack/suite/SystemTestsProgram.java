package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program of the module {@code system-tests}, run in front of whoever called. */
enum SystemTestsProgram {
    /** The story of one order, played on the running suite. */
    DEMO("com.homedelivery.systemtests.demo.Demo"),
    /** The suite under disturbances. */
    CHAOS("com.homedelivery.systemtests.chaos.Chaos"),
    /** The figures of a suite. */
    BENCH("com.homedelivery.systemtests.bench.Bench");

    static final String MODULE = "system-tests";

    /** A network of its own, where only loopback is there: no port is taken, and packets can be dropped. */
    private static final List<String> OWN_NETWORK =
            List.of("unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    private final String mainClass;

    SystemTestsProgram(String mainClass) {
        this.mainClass = mainClass;
    }

    /** The files that the module's build must have left for them. */
    static List<Path> files(Workspace workspace) {
        Path target = workspace.root().resolve(MODULE).resolve("target");
        return List.of(target.resolve("classes"), target.resolve("runtime-classpath"));
    }

    /** Runs it and returns its exit code. */
    int run(Workspace workspace, List<String> arguments) throws IOException, InterruptedException {
        return start(workspace, List.of(), arguments);
    }

    /** Runs it in a network of its own where the system allows that, and returns its exit code. */
    int runInOwnNetwork(Workspace workspace, List<String> arguments) throws IOException, InterruptedException {
        boolean allowed = Commands.output(
                        Stream.concat(OWN_NETWORK.stream(), Stream.of("true")).toList())
                .isPresent();
        return start(workspace, allowed ? OWN_NETWORK : List.of(), arguments);
    }

    private int start(Workspace workspace, List<String> prefix, List<String> arguments)
            throws IOException, InterruptedException {
        List<Path> files = files(workspace);
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(files.getFirst()
                + File.pathSeparator
                + Files.readString(files.getLast()).strip());
        command.add(mainClass);
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
