package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.inventory.domain.BatchMovement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Batches and their movements. Who changes those of a product has locked its stock. */
public interface Batches {

    /** The batches of these products that have units, their undated ones, and those that are named. */
    List<Batch> find(Collection<UUID> productIds, Collection<UUID> named);

    /** Units that these orders have taken and not brought back, by order and batch. */
    Map<UUID, Map<UUID, Integer>> takenBy(Collection<UUID> orderIds);

    /** Saves batches as they are now, and adds movements. */
    void save(Collection<Batch> batches, List<BatchMovement> movements, Instant at);

    Optional<Batch> find(UUID batchId);

    /** Those of a product that have units, by expiry. */
    List<Batch> ofProduct(UUID productId);

    /**
     * Those that have units and expire by a day, or have expired, by expiry.
     *
     * @param last the last day
     * @param offset how many are skipped
     * @param limit how many are given at most
     */
    List<Batch> expiringBy(LocalDate last, int offset, int limit);

    /** How many have units and expire by a day. */
    long countExpiringBy(LocalDate last);

    /** Some products with units that should have been sold before this day, and still are sold. */
    List<UUID> productsToExpire(LocalDate day, int most);

    /** Those that came with a receipt, in the order of its lines. */
    List<Batch> ofReceipt(String number);
}
