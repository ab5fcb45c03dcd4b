package com.homedelivery.shared.work;

import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes old rows a thousand at a time, each batch in a transaction of its own, so that nobody waits for it long. */
public final class BatchedDeletion {

    private static final Logger log = LoggerFactory.getLogger(BatchedDeletion.class);
    private static final int AT_ONCE = 1_000;

    private BatchedDeletion() {}

    /**
     * Deletes until there is nothing left to delete. A failure is logged: the next run goes on.
     *
     * @param what what is deleted, for the log
     * @param batch deletes at most as many rows as it is given, and says how many there were
     */
    public static void run(String what, TransactionOperations transaction, IntUnaryOperator batch) {
        try {
            Integer deleted;
            do {
                deleted = transaction.execute(_ -> batch.applyAsInt(AT_ONCE));
            } while (deleted != null && deleted == AT_ONCE);
        } catch (RuntimeException e) {
            log.warn("Old {} stay for now: {}", what, e.toString());
        }
    }
}
