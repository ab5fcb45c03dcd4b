package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.JavaProcess;
import com.homedelivery.localstack.client.Processes;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs of the module {@code system-tests}, run in front of whoever called. */
final class SystemTests {

    static final String MODULE = "system-tests";

    /** A network of its own, where only loopback is there: no port is taken, and packets can be dropped. */
    private static final List<String> OWN_NETWORK =
            List.of("unshare", "--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh");

    private SystemTests() {}

    /** The words before a command that give it a network of its own; none where the system does not allow that. */
    static List<String> ownNetwork() {
        List<String> attempt =
                Stream.concat(OWN_NETWORK.stream(), Stream.of("true")).toList();
        return Processes.output(attempt).isPresent() ? OWN_NETWORK : List.of();
    }

    /**
     * Runs a program and returns its exit code.
     *
     * @param words what comes before the command
     * @param program its class, below the module's package
     */
    static int run(Workspace workspace, List<String> words, String program, List<String> arguments)
            throws IOException, InterruptedException {
        BuiltModule module = new BuiltModule(workspace, MODULE);
        String libraries =
                module.classPath().stream().map(String::valueOf).collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of(JavaProcess.JAVA.toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", module.target() + "/classes:" + libraries));
        command.add("com.homedelivery.systemtests." + program);
        command.addAll(arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
