package com.homedelivery.localstack.suite;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends processes. */
final class ProcessEnd {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private ProcessEnd() {}

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
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
