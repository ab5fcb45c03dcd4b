package com.homedelivery.localstack.client;

import java.io.IOException;
import java.time.Duration;

/** Waits for what nobody announces. */
public final class Polling {

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Polling() {}

    /** What is waited for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /**
     * Asks every 100 ms.
     *
     * @return whether the condition came true within the limit
     */
    public static boolean until(Duration limit, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(INTERVAL);
        }
        return true;
    }
}
