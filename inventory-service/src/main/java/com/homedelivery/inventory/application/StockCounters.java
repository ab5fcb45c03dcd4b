package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.LedgerLevel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counters of available units in front of the ledger, which spare it the orders that cannot be. They may be away, lost or
 * wrong: the ledger has the last word, and {@link ReconcileCounters} puts them right.
 *
 * <p>A counter is what the ledger says, without what orders have taken that the ledger does not have yet. No method fails:
 * without an answer nothing is done, or it is not known whether it was.
 */
public interface StockCounters {

    /**
     * Takes all that an order wants, or nothing. What the ledger has not confirmed after a while lapses.
     *
     * @param quantities units by product id
     */
    Take take(UUID orderId, Map<UUID, Integer> quantities);

    /** Gives back what an order has taken, for the ledger has refused it. */
    void giveBack(UUID orderId, Collection<UUID> productIds);

    /** Applies what has been committed to the ledger: once each, in any order. */
    void apply(List<LedgerChange> changes);

    /** The counters of these products as they are; without those of which nothing is known. */
    Map<UUID, Counter> read(Collection<UUID> productIds);

    /**
     * Loads what the ledger says into counters.
     *
     * @return products whose counters were loaded; the others have changed since they were seen
     */
    Set<UUID> load(List<Load> loads);

    /** Whether this instance is the one that reconciles the counters, for so long. */
    boolean reconcilesFor(Duration time);

    /** What came of a take. */
    sealed interface Take {

        /** The units are taken. */
        record Taken() implements Take {}

        /** This order has taken before; what became of it, the ledger knows. */
        record TakenBefore() implements Take {}

        /** Nothing is taken, for there is too little of something. Units available, by product id. */
        record Short(Map<UUID, Integer> available) implements Take {}

        /** Nothing is taken, for these counters are not loaded. */
        record NotLoaded(Set<UUID> productIds) implements Take {}

        /** Nobody knows: the counters do not answer. */
        record NoAnswer() implements Take {}
    }

    /**
     * A committed change of a product's stock.
     *
     * @param version of the ledger after it
     * @param availableChange units that became available, negative when they no longer are
     * @param orderIds orders that it was made for
     */
    record LedgerChange(UUID productId, long version, int availableChange, Set<UUID> orderIds) {}

    /**
     * A counter, without what orders have taken that the ledger does not have yet.
     *
     * @param revision another one after every change of the ledger's part; empty when there is none
     * @param level the ledger's part, or null when it is not loaded. Its version is that of the load
     */
    record Counter(String revision, @Nullable LedgerLevel level) {}

    /**
     * What is loaded into a counter.
     *
     * @param level read from the ledger after the counter was seen
     * @param seenRevision of the counter
     */
    record Load(LedgerLevel level, String seenRevision) {}
}
