package com.homedelivery.localstack.suite;

import com.homedelivery.localstack.client.Polling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Ends processes. */
final class ProcessTermination {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
    private static final Path PROC = Path.of("/proc");
    private static final int NUMBER_OF_THREADS = 20;

    private ProcessTermination() {}

    /**
     * Whether the process still does anything or holds anything. One that has ended counts as alive to the JDK until its
     * parent has taken note, which in some containers never happens; the system calls it a zombie. Its main thread can be
     * one earlier, while its other threads still keep its ports.
     */
    static boolean isAlive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return process.info().command().isPresent();
        }
        try {
            return !isZombie(Files.readString(PROC.resolve(process.pid() + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return false;
        }
    }

    /**
     * @param stat what {@code /proc/<pid>/stat} says; see proc(5)
     * @return whether the process and all of its threads have ended
     */
    static boolean isZombie(String stat) {
        // The second field is the name, in parentheses, and may hold blanks and parentheses itself.
        String[] fromThirdOn = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fromThirdOn[0].matches("[ZX]") && Integer.parseInt(fromThirdOn[NUMBER_OF_THREADS - 3]) <= 1;
    }

    /** Asks the process to end, insists after a while, and returns when it has ended. */
    static void orderly(ProcessHandle process, Duration timeout) {
        process.destroy();
        if (!endsWithin(process, timeout)) {
            kill(process);
        }
    }

    /** Ends the process and all that it has started, at once. */
    static void kill(ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
        endsWithin(process, KILL_TIMEOUT);
    }

    private static boolean endsWithin(ProcessHandle process, Duration timeout) {
        try {
            return Polling.until(timeout, () -> !isAlive(process));
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
