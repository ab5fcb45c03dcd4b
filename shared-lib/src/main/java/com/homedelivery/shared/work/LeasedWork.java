package com.homedelivery.shared.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Claim, call, record: the template for work that waits in a table and calls another system. A transaction claims what
 * is due for the time of a lease; the other system is called without a transaction, for each item on a virtual thread
 * of its own; another transaction records the result. A {@link PollingWorker} runs {@link #round}.
 *
 * <p>What could not be recorded is due again when its lease ends, for whichever instance comes first: after a crash
 * between call and record, after a call that failed in a way that is no result, and when the record itself fails. So a
 * call may be made twice for one item, and a result may come late, after another instance has claimed the item again:
 * {@link #record} applies only what still fits. The lease has to be longer than any call takes. A call that hangs
 * delays the next round of its instance, but no other item's record and no other instance.
 *
 * @param <T> an item that is claimed: all that the call needs
 * @param <R> the result of a call that is to be recorded
 */
public abstract class LeasedWork<T, R> {

    private static final Logger log = LoggerFactory.getLogger(LeasedWork.class);

    private final TransactionOperations transaction;
    private final Clock clock;
    private final Duration recordingDelay;

    /** Each result is recorded by itself, as soon as it is there. */
    protected LeasedWork(TransactionOperations transaction, Clock clock) {
        this(transaction, clock, Duration.ZERO);
    }

    /**
     * Results are recorded together.
     *
     * @param recordingDelay how long a result waits for others of the same round, so that one transaction records all
     *     of them; none waits for a slower call. Zero: each result is recorded by itself
     */
    protected LeasedWork(TransactionOperations transaction, Clock clock, Duration recordingDelay) {
        this.transaction = transaction;
        this.clock = clock;
        this.recordingDelay = recordingDelay;
    }

    /**
     * What was claimed.
     *
     * @param items what was due, each with a lease
     * @param next when the next item is due, perhaps already; the ends of these leases may count. Empty when nothing is
     *     known to wait
     */
    public record Claim<T>(List<T> items, Optional<Instant> next) {}

    /**
     * Claims one batch of what is due, by setting when it is due next to the end of the lease. It has a transaction.
     */
    protected abstract Claim<T> claimDue(Instant now);

    /** Calls the other system. It has no transaction. What it throws is logged, and the item stays claimed. */
    protected abstract R call(T item);

    /** Records results, as far as they still fit. It has a transaction; when it throws, each is recorded by itself. */
    protected abstract void record(List<R> results);

    /** Whether a recorded result makes its item due before its lease would have ended. */
    protected abstract boolean isDueAgain(R result);

    /** The item for the log, without personal data: {@code payment 42}. */
    protected abstract String describe(T item);

    /**
     * Works on one batch of what is due now. Any number of instances may do so at once.
     *
     * @return when the next round is due, perhaps already; empty when nothing is known to wait
     */
    public Optional<Instant> round() {
        Claim<T> claim = claim();
        if (claim.items().isEmpty()) {
            return claim.next();
        }
        boolean dueAgain = recordingDelay.isZero() ? recordEach(claim.items()) : recordTogether(claim.items());
        return dueAgain ? Optional.of(clock.instant()) : claim.next();
    }

    /** Claims one batch of what is due now, in a transaction. */
    public final Claim<T> claim() {
        Instant now = clock.instant();
        return transaction.execute(_ -> claimDue(now));
    }

    private record Finished<T, R>(T item, R result) {}

    /** @return whether some items are due again before their leases would have ended */
    private boolean recordEach(List<T> items) {
        AtomicBoolean dueAgain = new AtomicBoolean();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            items.forEach(item -> calls.execute(() -> finish(item).ifPresent(finished -> {
                recordAll(List.of(finished));
                if (isDueAgain(finished.result())) {
                    dueAgain.set(true);
                }
            })));
        }
        return dueAgain.get();
    }

    /** @return whether some items are due again before their leases would have ended */
    private boolean recordTogether(List<T> items) {
        BlockingQueue<Optional<Finished<T, R>>> queue = new LinkedBlockingQueue<>();
        boolean dueAgain = false;
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            items.forEach(item -> calls.execute(() -> queue.add(finish(item))));
            int ended = 0;
            while (ended < items.size()) {
                List<Optional<Finished<T, R>>> gathered = gather(queue, items.size() - ended);
                ended += gathered.size();
                List<Finished<T, R>> finished =
                        gathered.stream().flatMap(Optional::stream).toList();
                recordAll(finished);
                dueAgain |= finished.stream().anyMatch(one -> isDueAgain(one.result()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return dueAgain;
    }

    /** Waits for the first, and then a little for others. */
    private <E> List<E> gather(BlockingQueue<E> queue, int limit) throws InterruptedException {
        List<E> gathered = new ArrayList<>(List.of(queue.take()));
        long end = System.nanoTime() + recordingDelay.toNanos();
        try {
            while (gathered.size() < limit) {
                E next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                gathered.add(next);
            }
        } catch (InterruptedException e) {
            // What is known already is recorded all the same.
            Thread.currentThread().interrupt();
        }
        return gathered;
    }

    private Optional<Finished<T, R>> finish(T item) {
        try {
            return Optional.of(new Finished<>(item, call(item)));
        } catch (RuntimeException | Error e) {
            log.error("The call for {} failed; it is made again when the lease ends", describe(item), e);
            return Optional.empty();
        }
    }

    private void recordAll(List<Finished<T, R>> finished) {
        if (finished.isEmpty()) {
            return;
        }
        try {
            List<R> results = finished.stream().map(Finished::result).toList();
            transaction.executeWithoutResult(_ -> record(results));
        } catch (RuntimeException e) {
            if (finished.size() > 1) {
                finished.forEach(one -> recordAll(List.of(one)));
            } else {
                log.error(
                        "The result for {} could not be recorded; the call is made again when the lease ends",
                        describe(finished.getFirst().item()),
                        e);
            }
        }
    }
}
