package com.homedelivery.product.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports, and the rows of theirs that have not been dealt with. All but {@link #find} in the transaction of the caller. */
public interface ImportLedger {

    /** The most faults that are kept of an import. */
    int MAX_FAULTS = 1000;

    /** Where an import stands. */
    enum Status {
        /** All rows are checked before anything is changed. */
        CHECKING,
        /** Rows are applied, some in each transaction. */
        APPLYING,
        /** All rows are applied; of a dry run: there are no faults. */
        DONE,
        /** There are faults, and nothing was changed. */
        REFUSED,
        /** It could not go on; what was applied stays. */
        FAILED
    }

    /**
     * An import.
     *
     * @param rows how many it has
     * @param checked how many of them are checked
     * @param faultCount how many faults were found, which need not all be kept
     */
    record Import(
            UUID id,
            boolean dryRun,
            Status status,
            int rows,
            int checked,
            int added,
            int changed,
            int unchanged,
            int faultCount,
            Instant createdAt,
            @Nullable Instant finishedAt) {}

    /** Begins an import, and forgets those that ended before a time. */
    void create(UUID id, boolean dryRun, UUID adminId, Instant now, Instant forgetBefore);

    /** Adds rows to an import that has just begun. */
    void stage(UUID id, List<SheetRow> rows);

    /** The import. */
    Optional<Import> find(UUID id);

    /** Its faults, {@value #MAX_FAULTS} at most, by row. */
    List<SheetFault> faults(UUID id);

    /** The oldest import that is not finished and that no other instance works on; locked. */
    Optional<Import> lockNext();

    /** Rows that are not checked yet, and counts them as checked. */
    List<SheetRow> check(UUID id, int limit);

    void addFaults(UUID id, List<SheetFault> faults);

    /** What is wrong with rows because of others: a SKU twice, a main product that is none. */
    List<SheetFault> contradictions(UUID id);

    /** Takes rows out to be applied, main products first. */
    List<SheetRow> take(UUID id, int limit);

    void count(UUID id, ImportRows.Result result);

    /** Moves it on; the rows of one that is finished are forgotten. */
    void become(UUID id, Status status, Instant now);

    /** Counts an attempt that failed, and returns how many did. */
    int countFailure(UUID id);
}
