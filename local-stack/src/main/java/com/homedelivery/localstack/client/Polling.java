package com.homedelivery.localstack.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what nobody announces. */
public final class Polling {

    /** Longer than anything runs. */
    public static final Duration FOR_EVER = Duration.ofDays(10_000);

    private static final Duration INTERVAL = Duration.ofMillis(100);

    private Polling() {}

    /**
     * Asks every 100 ms, until the thread is interrupted at the latest.
     *
     * @return whether the condition came true within the limit
     */
    public static boolean until(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
