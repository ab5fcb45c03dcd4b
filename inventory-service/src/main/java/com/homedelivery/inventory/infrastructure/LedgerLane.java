package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.ChangeCause;
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
 * A queue of orders and the thread that saves their reservations, a batch in one transaction. When a batch fails, each of its
 * orders is saved by itself, so that none fails because of another; but not when the database cannot be reached.
 */
final class LedgerLane {

    private static final Duration MAX_POLL_WAIT = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final HoldReservations holds;
    private final InventoryProperties.Ledger properties;
    private final BlockingQueue<PendingHold> queue;
    private volatile boolean running;
    private @Nullable Thread thread;

    LedgerLane(String name, HoldReservations holds, InventoryProperties.Ledger properties) {
        this.name = name;
        this.holds = holds;
        this.properties = properties;
        this.queue = new ArrayBlockingQueue<>(properties.queue());
    }

    Held hold(HoldRequest request, ChangeCause cause) {
        PendingHold pending =
                new PendingHold(request, cause, RequestDeadline.in(RequestDeadline.atMost(properties.patience())));
        if (!queue.offer(pending)) {
            throw new ServiceUnavailableException(
                    "Too many orders are waiting for stock",
                    new RejectedExecutionException(name + " has " + properties.queue() + " waiting"));
        }
        return pending.await();
    }

    /** How many orders are waiting. */
    int queueLength() {
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
                PendingHold first = queue.poll(MAX_POLL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    save(drainBatch(first));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PendingHold> drainBatch(PendingHold first) {
        List<PendingHold> batch = new ArrayList<>(List.of(first));
        queue.drainTo(batch, properties.batch() - 1);
        return batch;
    }

    private void save(List<PendingHold> batch) {
        batch.stream()
                .filter(PendingHold::tryStart)
                .collect(Collectors.groupingBy(PendingHold::cause))
                .forEach((cause, together) -> save(together, cause));
    }

    private void save(List<PendingHold> together, ChangeCause cause) {
        try {
            List<HoldResult> results =
                    holds.holdAll(together.stream().map(PendingHold::request).toList(), cause);
            for (int i = 0; i < results.size(); i++) {
                together.get(i).complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (together.size() == 1 || OutageClassifier.isCauseOf(e)) {
                together.forEach(pending -> pending.fail(e));
            } else {
                together.stream().filter(PendingHold::isAwaited).forEach(pending -> save(List.of(pending), cause));
            }
        }
    }
}
