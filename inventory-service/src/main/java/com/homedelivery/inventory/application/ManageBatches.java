package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.idempotency.IdempotentRequests;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows batches, ends the sale of those that have expired, and writes off what is thrown away. */
@Service
public class ManageBatches {

    private static final ChangeCause EXPIRED =
            ChangeCause.byThisService(MovementReason.EXPIRED, "batches have expired");

    private final Batches batches;
    private final StockLocker stockLocker;
    private final StoreCalendar calendar;
    private final IdempotentRequests requests;
    private final Clock clock;

    ManageBatches(
            Batches batches,
            StockLocker stockLocker,
            StoreCalendar calendar,
            IdempotentRequests requests,
            Clock clock) {
        this.batches = batches;
        this.stockLocker = stockLocker;
        this.calendar = calendar;
        this.requests = requests;
        this.clock = clock;
    }

    /** The batches of a product that have units, what expires first before the others. */
    @Transactional(readOnly = true)
    public List<Batch> ofProduct(UUID productId) {
        return batches.ofProduct(productId);
    }

    /**
     * One page of the batches that have expired or soon will, what expires first before the others.
     *
     * @param days how many days from today: 0 for what expires today
     */
    @Transactional(readOnly = true)
    public BatchPage expiringWithin(int days, int offset, int limit) {
        LocalDate last = calendar.today().plusDays(days);
        return new BatchPage(batches.expiringBy(last, offset, limit), batches.countExpiringBy(last));
    }

    /** @param total how many batches there are in all */
    public record BatchPage(List<Batch> batches, long total) {}

    /**
     * Ends the sale of some batches whose last day is over. Any number of instances may do so at once.
     *
     * @param most how many products at most
     * @return how many products there were
     */
    @Transactional
    public int expireNextBatch(int most) {
        Instant now = clock.instant();
        LocalDate today = calendar.today();
        List<UUID> productIds = batches.productsToExpire(today, most);
        stockLocker.change(
                productIds,
                EXPIRED,
                now,
                stock -> productIds.forEach(productId -> stock.of(productId).expireBefore(today, now)));
        return productIds.size();
    }

    /**
     * Removes units of a batch: they were thrown away, or are not there.
     *
     * @param units how many, or null for all that are there
     * @param key under which it happens once; null when it has none
     * @return the batch as it is now
     * @throws NotFoundException when there is no such batch
     * @throws ConflictException when it has fewer units, or fewer would remain of the product than are reserved
     */
    @Transactional
    public Batch writeOff(UUID batchId, @Nullable Integer units, ChangeCause cause, @Nullable IdempotencyKey key) {
        requests.onceWithin(key, new WriteOff(batchId, units), () -> {
            UUID productId = batchOf(batchId).productId();
            Instant now = clock.instant();
            stockLocker.change(
                    Set.of(productId), cause, now, stock -> writeOff(batchId, units, stock.of(productId), now));
            return batchId;
        });
        return batchOf(batchId);
    }

    private record WriteOff(UUID batchId, @Nullable Integer units) {}

    /** Reads the batch again, for its stock is locked now. */
    private void writeOff(UUID batchId, @Nullable Integer units, Stock stock, Instant now) {
        int there = batchOf(batchId).quantity();
        int lost = units == null ? there : units;
        if (lost > there) {
            throw new ConflictException("Only " + there + " units of the batch are there");
        }
        if (lost > 0) {
            stock.writeOff(lost, batchId, now);
        }
    }

    private Batch batchOf(UUID batchId) {
        return batches.find(batchId).orElseThrow(() -> new NotFoundException("Batch"));
    }
}
