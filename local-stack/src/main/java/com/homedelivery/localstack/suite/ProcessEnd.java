package com.homedelivery.localstack.suite;

import java.time.Duration;
import java.util.stream.Stream;

/** Ends processes. */
final class ProcessEnd {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private ProcessEnd() {}

    /**
     * Whether the process still does anything. One that has ended counts as alive to the JDK until its parent has taken
     * note, which in some containers never happens; but it has no executable any more.
     */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Asks the process to end, insists after a while, and returns when it has ended. */
    static void orderly(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!endsWithin(process, patience)) {
            kill(process);
        }
    }

    /** Ends the process and all that it has started, at once. */
    static void kill(ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants()).toList().forEach(ProcessHandle::destroyForcibly);
        endsWithin(process, KILL_LIMIT);
    }

    private static boolean endsWithin(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(GLANCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
