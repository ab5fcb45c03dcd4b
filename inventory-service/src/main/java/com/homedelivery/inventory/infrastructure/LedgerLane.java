package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.Cause;
import com.homedelivery.inventory.application.HoldRequest;
import com.homedelivery.inventory.application.HoldReservations;
import com.homedelivery.inventory.application.HoldResult;
import com.homedelivery.inventory.application.HoldResult.Held;
import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thread that writes what waits, as much of it in one transaction as may be. When that fails, each is written by itself,
 * so that none fails for another's sake; but not when the database is away.
 */
final class LedgerLane {

    private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final HoldReservations holds;
    private final InventoryProperties.Ledger properties;
    private final BlockingQueue<WaitingHold> queue;
    private volatile boolean running;
    private @Nullable Thread thread;

    LedgerLane(String name, HoldReservations holds, InventoryProperties.Ledger properties) {
        this.name = name;
        this.holds = holds;
        this.properties = properties;
        this.queue = new ArrayBlockingQueue<>(properties.queue());
    }

    Held hold(HoldRequest request, Cause cause) {
        WaitingHold waiting =
                new WaitingHold(request, cause, RequestDeadline.in(RequestDeadline.atMost(properties.patience())));
        if (!queue.offer(waiting)) {
            throw new ServiceUnavailableException(
                    "Too many orders are waiting for stock",
                    new RejectedExecutionException(name + " has " + properties.queue() + " waiting"));
        }
        return waiting.await();
    }

    /** How many wait. */
    int waiting() {
        return queue.size();
    }

    synchronized void start() {
        running = true;
        thread = Thread.ofVirtual().name(name).start(this::work);
    }

    synchronized void stop() {
        running = false;
        if (thread != null) {
            try {
                thread.join(SHUTDOWN_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void work() {
        try {
            while (running || !queue.isEmpty()) {
                WaitingHold first = queue.poll(LOOK_UP_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    write(withThoseBehind(first));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<WaitingHold> withThoseBehind(WaitingHold first) {
        List<WaitingHold> batch = new ArrayList<>(List.of(first));
        queue.drainTo(batch, properties.batch() - 1);
        return batch;
    }

    private void write(List<WaitingHold> batch) {
        batch.stream()
                .filter(WaitingHold::begin)
                .collect(Collectors.groupingBy(WaitingHold::cause))
                .forEach((cause, together) -> write(together, cause));
    }

    private void write(List<WaitingHold> together, Cause cause) {
        try {
            List<HoldResult> results =
                    holds.holdAll(together.stream().map(WaitingHold::request).toList(), cause);
            for (int i = 0; i < results.size(); i++) {
                together.get(i).answer(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (together.size() == 1 || OutageClassifier.isCauseOf(e)) {
                together.forEach(waiting -> waiting.fail(e));
            } else {
                together.stream().filter(WaitingHold::isAwaited).forEach(waiting -> write(List.of(waiting), cause));
            }
        }
    }
}
