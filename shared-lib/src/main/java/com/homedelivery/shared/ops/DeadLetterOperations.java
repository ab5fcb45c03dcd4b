package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.ops.audit.AuditEntry;
import com.homedelivery.shared.ops.audit.AuditLog;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done about dead letters, each step of it with an entry in the audit log. */
final class DeadLetterOperations {

    private static final String ITEM = "dead-letter";
    private static final int RETRIED_AT_ONCE = 100;
    private static final Duration LONGEST_BULK = Duration.ofSeconds(5);

    private final Optional<DeadLetterStore> store;
    private final AuditLog audit;
    private final Clock clock;

    /** @param store empty in a service that consumes nothing */
    DeadLetterOperations(Optional<DeadLetterStore> store, AuditLog audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    List<DeadLetter> newest(@Nullable String stream, int offset, int limit) {
        return store.map(kept -> kept.newest(stream, offset, limit)).orElse(List.of());
    }

    long count(@Nullable String stream) {
        return store.map(kept -> kept.count(stream)).orElse(0L);
    }

    /** @throws NotFoundException when there is none of this id */
    DeadLetter get(String id) {
        return store.flatMap(kept -> kept.find(id)).orElseThrow(DeadLetterOperations::notFound);
    }

    /**
     * @throws NotFoundException when there is none of this id
     * @throws RetryFailedException when it fails again
     */
    void retry(String id, CurrentUser operator) {
        retry(get(id), operator);
    }

    /**
     * Retries the oldest ones, at most a hundred and for a few seconds; what fails again stays and holds up nobody.
     *
     * @param after only those behind this one, or null to begin with the oldest
     * @throws NotFoundException when the place of {@code after} is not known
     */
    BulkRetry retryAll(@Nullable String stream, @Nullable String type, @Nullable String after, CurrentUser operator) {
        long deadline = System.nanoTime() + LONGEST_BULK.toNanos();
        int handled = 0;
        int failed = 0;
        String last = after;
        List<DeadLetter> letters = store.map(kept -> kept.oldest(stream, type, after, RETRIED_AT_ONCE + 1))
                .orElse(List.of());
        for (DeadLetter letter : letters.subList(0, Math.min(letters.size(), RETRIED_AT_ONCE))) {
            if (System.nanoTime() - deadline > 0) {
                break;
            }
            try {
                retry(letter, operator);
                handled++;
            } catch (NotFoundException alreadyGone) {
                handled++;
            } catch (RetryFailedException again) {
                failed++;
                last = letter.id();
            }
        }
        return new BulkRetry(handled, failed, letters.size() > handled + failed, last);
    }

    /** @throws NotFoundException when there is none of this id */
    void discard(String id, String reason, CurrentUser operator) {
        DeadLetter letter = get(id);
        audit.record(entry(AuditEntry.Action.DISCARD, letter, reason, operator));
        if (!store.map(kept -> kept.discard(id)).orElse(false)) {
            throw notFound();
        }
    }

    private void retry(DeadLetter letter, CurrentUser operator) {
        audit.record(entry(AuditEntry.Action.RETRY, letter, null, operator));
        if (!store.map(kept -> kept.retry(letter.id())).orElse(false)) {
            throw notFound();
        }
    }

    private AuditEntry entry(
            AuditEntry.Action action, DeadLetter letter, @Nullable String reason, CurrentUser operator) {
        return new AuditEntry(
                clock.instant(),
                operator.id(),
                action,
                ITEM,
                letter.id(),
                letter.stream(),
                letter.type(),
                letter.eventId(),
                reason);
    }

    private static NotFoundException notFound() {
        return new NotFoundException("Dead letter");
    }

    /**
     * What became of many retries.
     *
     * @param handled acted on, and gone
     * @param failed failed again, and still there
     * @param more whether there are others of the kind that were not tried
     * @param last behind which letter those that were not tried are: the last that failed again; left out if none has yet
     */
    record BulkRetry(
            int handled, int failed, boolean more, @Nullable String last) {}
}
