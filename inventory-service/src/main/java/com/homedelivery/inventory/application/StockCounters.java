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
 * Counters of available units in front of the ledger, which is the database: they refuse orders that it need not see. They
 * may be unreachable, lost or wrong: the ledger decides, and {@link ReconcileCounters} corrects them.
 *
 * <p>A counter is what the ledger has, less what orders have reserved that is not in the ledger yet. No method fails: when
 * the counters cannot be reached nothing is done, or it is unknown whether it was.
 */
public interface StockCounters {

    /**
     * Reserves all that an order wants, or nothing. What the ledger has not confirmed after a while becomes available again.
     *
     * @param quantities units by product id
     */
    CounterResult reserve(UUID orderId, Map<UUID, Integer> quantities);

    /** Releases what an order has reserved, for the ledger has refused it. */
    void release(UUID orderId, Collection<UUID> productIds);

    /** Applies changes that have been committed to the ledger: each once, in any order. */
    void apply(List<LedgerChange> changes);

    /** The counters of these products; those that cannot be read are missing. */
    Map<UUID, Counter> read(Collection<UUID> productIds);

    /**
     * Loads levels of the ledger into counters.
     *
     * @return products whose counters were loaded; the others have changed since they were read
     */
    Set<UUID> load(List<Load> loads);

    /** Makes this instance the one that reconciles the counters for some time, unless another is. Returns whether it did. */
    boolean tryAcquireReconciliation(Duration lease);

    /** Whether the units are reserved. */
    sealed interface CounterResult {

        /** All are. */
        record Reserved() implements CounterResult {}

        /** This order has reserved before; the ledger knows what became of it. */
        record AlreadyReserved() implements CounterResult {}

        /** None are, for too few units of a product are available. Units available, by product id. */
        record Insufficient(Map<UUID, Integer> available) implements CounterResult {}

        /** None are, for the counters of these products are not loaded. */
        record NotLoaded(Set<UUID> productIds) implements CounterResult {}

        /** The counters cannot be reached; it is unknown whether any are. */
        record Unavailable() implements CounterResult {}
    }

    /**
     * A committed change of a product's stock.
     *
     * @param version of the ledger after it
     * @param availableChange units that became available, negative when they no longer are
     * @param orderIds orders that the change was made for
     */
    record LedgerChange(UUID productId, long version, int availableChange, Set<UUID> orderIds) {}

    /**
     * The part of a counter that comes from the ledger.
     *
     * @param revision changes with every change of this part; empty when there is none
     * @param level null when it is not loaded. Its version is that of the load
     */
    record Counter(String revision, @Nullable LedgerLevel level) {}

    /**
     * A level to load into a counter.
     *
     * @param level read from the ledger after the counter was read
     * @param seenRevision of the counter when it was read
     */
    record Load(LedgerLevel level, String seenRevision) {}
}
