package com.homedelivery.inventory.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one product, which follow what happens to its stock: they add up to its quantity. What is sold leaves from
 * the batch that expires first and has not expired; what is lost, from the one that expires first. What comes back goes into
 * the batches that it left from.
 */
public final class ProductBatches {

    private final UUID productId;
    private final Map<UUID, Batch> batches = new HashMap<>();
    private final Map<UUID, Batch> before;
    private final Map<UUID, Map<UUID, Integer>> taken;
    private final List<BatchMovement> movements = new ArrayList<>();

    /**
     * @param batches those of the product that have units, and those that are named below or in its movements
     * @param taken units that orders have taken and not brought back, by order and batch
     */
    public ProductBatches(UUID productId, Collection<Batch> batches, Map<UUID, Map<UUID, Integer>> taken) {
        this.productId = productId;
        batches.forEach(batch -> this.batches.put(batch.id(), batch));
        this.before = Map.copyOf(this.batches);
        this.taken = taken;
    }

    /** Makes them add up to a quantity that was changed without them, by an instance of the version before. */
    void settle(int quantity) {
        int difference = quantity - quantity();
        if (difference > 0) {
            give(undated(), difference, MovementKind.CORRECTION, null);
        } else {
            take(-difference, _ -> true, MovementKind.CORRECTION, null);
        }
    }

    /** Lets a movement of the stock happen to them. */
    void follow(StockMovement movement) {
        int units = movement.quantityChange();
        UUID named = movement.batchId();
        if (units > 0) {
            int rest = movement.kind() == MovementKind.RETURN ? giveBack(movement) : units;
            if (rest > 0) {
                give(named == null ? undated() : named, rest, movement.kind(), movement.orderId());
            }
        } else {
            Predicate<Batch> from = named != null
                    ? batch -> batch.id().equals(named)
                    : movement.kind() == MovementKind.COMMIT ? batch -> !batch.expired() : _ -> true;
            take(-units, from, movement.kind(), movement.orderId());
        }
    }

    /** Those that should have been sold before this day are no longer sold. */
    void expireBefore(LocalDate day) {
        batches.replaceAll((_, batch) -> batch.isExpiredOn(day) && batch.quantity() > 0 ? batch.asExpired() : batch);
    }

    private int giveBack(StockMovement movement) {
        int rest = movement.quantityChange();
        Map<UUID, Integer> from = taken.getOrDefault(Objects.requireNonNull(movement.orderId()), Map.of());
        for (Map.Entry<UUID, Integer> line : from.entrySet()) {
            int units = Math.min(rest, line.getValue());
            if (units > 0 && batches.containsKey(line.getKey())) {
                give(line.getKey(), units, movement.kind(), movement.orderId());
                rest -= units;
            }
        }
        return rest;
    }

    private void take(int units, Predicate<Batch> from, MovementKind kind, @Nullable UUID orderId) {
        int rest = units;
        for (Batch batch : batches.values().stream()
                .filter(from)
                .sorted(Batch.FIRST_EXPIRED)
                .toList()) {
            int some = Math.min(rest, batch.quantity());
            if (some > 0) {
                give(batch.id(), -some, kind, orderId);
                rest -= some;
            }
        }
        if (rest > 0) {
            throw new IllegalStateException("The batches of product " + productId + " have " + rest + " units too few");
        }
    }

    private void give(UUID batchId, int units, MovementKind kind, @Nullable UUID orderId) {
        batches.compute(batchId, (_, batch) -> {
            Batch there = Objects.requireNonNull(batch, "a batch that units go into is known");
            return there.with(there.quantity() + units);
        });
        movements.add(new BatchMovement(batchId, kind, units, orderId));
    }

    private UUID undated() {
        return batches.values().stream()
                .filter(Batch::isUndated)
                .map(Batch::id)
                .findFirst()
                .orElseGet(() -> {
                    Batch undated = Batch.undated(UuidCreator.getTimeOrderedEpoch(), productId);
                    batches.put(undated.id(), undated);
                    return undated.id();
                });
    }

    public int quantity() {
        return batches.values().stream().mapToInt(Batch::quantity).sum();
    }

    /** Units that are no longer sold. */
    public int expired() {
        return batches.values().stream()
                .filter(Batch::expired)
                .mapToInt(Batch::quantity)
                .sum();
    }

    public List<Batch> all() {
        return List.copyOf(batches.values());
    }

    /** Those that are new or not as they were. */
    public List<Batch> changed() {
        return batches.values().stream()
                .filter(batch -> !batch.equals(before.get(batch.id())))
                .toList();
    }

    /** What has happened to them, in this order. */
    public List<BatchMovement> movements() {
        return List.copyOf(movements);
    }
}
