package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.ReserveCommand;
import com.homedelivery.inventory.application.ReserveInLedger;
import com.homedelivery.inventory.application.ReserveResult;
import com.homedelivery.inventory.application.ReserveResult.Granted;
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

    /** Most orders that one transaction saves. */
    private static final int BATCH = 64;

    private static final Duration MAX_POLL_WAIT = Duration.ofSeconds(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

    private final String name;
    private final ReserveInLedger reserveInLedger;
    private final InventoryProperties.Ledger properties;
    private final BlockingQueue<PendingReservation> queue;
    private volatile boolean running;
    private @Nullable Thread thread;

    LedgerLane(String name, ReserveInLedger reserveInLedger, InventoryProperties.Ledger properties) {
        this.name = name;
        this.reserveInLedger = reserveInLedger;
        this.properties = properties;
        this.queue = new ArrayBlockingQueue<>(properties.queue());
    }

    Granted reserve(ReserveCommand command, ChangeCause cause) {
        PendingReservation pending = new PendingReservation(
                command, cause, RequestDeadline.in(RequestDeadline.atMost(properties.maxWait())));
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
                PendingReservation first = queue.poll(MAX_POLL_WAIT.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    save(drainBatch(first));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PendingReservation> drainBatch(PendingReservation first) {
        List<PendingReservation> batch = new ArrayList<>(List.of(first));
        queue.drainTo(batch, BATCH - 1);
        return batch;
    }

    private void save(List<PendingReservation> batch) {
        batch.stream()
                .filter(PendingReservation::tryStart)
                .collect(Collectors.groupingBy(PendingReservation::cause))
                .forEach((cause, together) -> save(together, cause));
    }

    private void save(List<PendingReservation> together, ChangeCause cause) {
        try {
            List<ReserveResult> results = reserveInLedger.reserveAll(
                    together.stream().map(PendingReservation::command).toList(), cause);
            for (int i = 0; i < results.size(); i++) {
                together.get(i).complete(results.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (together.size() == 1 || OutageClassifier.isCauseOf(e)) {
                together.forEach(pending -> pending.fail(e));
            } else {
                together.stream()
                        .filter(PendingReservation::isAwaited)
                        .forEach(pending -> save(List.of(pending), cause));
            }
        }
    }
}
