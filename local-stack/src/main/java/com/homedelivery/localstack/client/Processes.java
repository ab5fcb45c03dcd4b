package com.homedelivery.localstack.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is known of processes, and how they end. */
public final class Processes {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);
    private static final int COMMAND_LIMIT_SECONDS = 10;

    private Processes() {}

    /**
     * Whether a process still does anything. One that has ended counts as alive to the JDK until its parent has taken
     * note, which in some containers never happens; the system does not know its executable any more.
     */
    public static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Lets a process finish what it is doing, insists after a while, and returns when it has ended. */
    public static void stop(ProcessHandle process, Duration timeout) {
        process.destroy();
        if (!Polling.until(timeout, () -> !isAlive(process))) {
            kill(process);
        }
    }

    /** Ends a process and all that it has started, as a crash does, and returns when they have ended. */
    public static void kill(ProcessHandle process) {
        kill(Stream.concat(Stream.of(process), process.descendants()).toList());
    }

    /**
     * Kills all processes whose executable lies under a folder: no note of them can be stale, and no stranger's process is
     * ever touched.
     */
    static void killAllUnder(Path folder) {
        kill(ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(executable -> Path.of(executable).startsWith(folder))
                        .isPresent())
                .toList());
    }

    /** What a short command of the system prints; empty when it does not end well in ten seconds, or is not there. */
    public static Optional<String> output(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            CompletableFuture.delayedExecutor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .execute(process::destroyForcibly);
            String output = process.inputReader(StandardCharsets.UTF_8).readAllAsString();
            return process.onExit().join().exitValue() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        Polling.until(KILL_TIMEOUT, () -> processes.stream().noneMatch(Processes::isAlive));
    }
}
