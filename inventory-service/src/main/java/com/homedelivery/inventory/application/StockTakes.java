package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.StockCount;
import com.homedelivery.inventory.domain.StockTake;
import com.homedelivery.shared.api.error.ConflictException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stock takes and their lines, one for each product that is counted. */
public interface StockTakes {

    void add(StockTake take);

    /** Adds a line for each of these products, or for all that have stock when they are null. Returns how many. */
    int addLines(UUID takeId, @Nullable Collection<UUID> productIds);

    /** How many products have stock. */
    int countProducts();

    Optional<StockTake> find(UUID takeId);

    /** Locked for counting: others may count too, but nobody closes it. */
    Optional<StockTake> findForCounting(UUID takeId);

    /** Locked for closing: nobody counts or closes it meanwhile. */
    Optional<StockTake> findForClosing(UUID takeId);

    /** Newest first. */
    List<StockTake> find(int offset, int limit);

    long count();

    /** Those of these products that have a line in it. */
    List<UUID> productsOf(UUID takeId, Collection<UUID> productIds);

    /** What was counted of these products. */
    List<StockCount> counts(UUID takeId, Collection<UUID> productIds);

    /** What was counted and differs from what was expected. */
    List<StockCount> differences(UUID takeId);

    /** Saves counts; the line of each is there. */
    void save(UUID takeId, List<StockCount> counts);

    /**
     * The quantities of products at moments that are not in the future, in the same order: by what the journal has since. Their
     * stock is locked.
     */
    List<Integer> quantitiesAt(List<Moment> moments);

    record Moment(UUID productId, Instant at) {}

    /** Saves how it ended; its products may be counted by others from then on. */
    void close(StockTake take);

    /**
     * One page of the lines, in the order of the products' ids.
     *
     * @param state which lines
     */
    List<Line> lines(UUID takeId, LineState state, int offset, int limit);

    /** How many lines are in this state. */
    long countLines(UUID takeId, LineState state);

    /** @param count null when it was not counted yet */
    record Line(UUID productId, @Nullable StockCount count) {}

    /** Which lines are wanted. */
    enum LineState {
        ALL,
        COUNTED,
        UNCOUNTED,
        DIFFERENT
    }

    /** @throws ConflictException when an open stock take has counted the product */
    void requireNotCounted(UUID productId);
}
