package com.homedelivery.localstack.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the module {@code system-tests}, run in front of whoever called. */
final class SystemTestsProgram {

    private static final String MODULE = "system-tests";
    /** A network of its own, where only loopback is there: no port is taken, and packets can be dropped. */
    private static final List<String> OWN_NETWORK =
            List.of("unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    private final Path classes;
    private final Path libraries;
    private final String mainClass;

    private SystemTestsProgram(Workspace workspace, String mainClass) {
        Path target = workspace.root().resolve(MODULE).resolve("target");
        this.classes = target.resolve("classes");
        this.libraries = target.resolve("runtime-classpath");
        this.mainClass = mainClass;
    }

    /** The story of one order, played on the running suite. */
    static SystemTestsProgram demo(Workspace workspace) {
        return new SystemTestsProgram(workspace, "com.homedelivery.systemtests.demo.Demo");
    }

    /** The suite in a storm. */
    static SystemTestsProgram chaos(Workspace workspace) {
        return new SystemTestsProgram(workspace, "com.homedelivery.systemtests.chaos.Chaos");
    }

    /** The figures of a suite. */
    static SystemTestsProgram bench(Workspace workspace) {
        return new SystemTestsProgram(workspace, "com.homedelivery.systemtests.bench.Bench");
    }

    /** The module that must be built for it. */
    Module module() {
        return new Module(MODULE, List.of(classes, libraries));
    }

    /** Runs it and returns its exit code. */
    int run(List<String> arguments) throws InterruptedException {
        return start(List.of(), arguments);
    }

    /** Runs it in a network of its own where the system allows that, and returns its exit code. */
    int runInOwnNetwork(List<String> arguments) throws InterruptedException {
        List<String> probe = new ArrayList<>(OWN_NETWORK);
        probe.add("true");
        return start(Commands.run(probe) ? OWN_NETWORK : List.of(), arguments);
    }

    private int start(List<String> prefix, List<String> arguments) throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(Jvm.executable(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
            command.add(
                    classes + File.pathSeparator + Files.readString(libraries).strip());
            command.add(mainClass);
            command.addAll(arguments);
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new SuiteException(mainClass + " cannot be run: " + e.getMessage(), e);
        }
    }
}
