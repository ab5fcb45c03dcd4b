package com.homedelivery.product.application;

import com.homedelivery.product.domain.PriceChange;
import com.homedelivery.product.domain.PriceChanges;
import com.homedelivery.product.domain.Product;
import com.homedelivery.product.domain.Products;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ValidationException;
import com.homedelivery.shared.work.AfterCommit;
import com.homedelivery.shared.work.WakeUpSignal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Prices that begin at a time to come. */
@Service
public class SchedulePrices {

    /** The most changes that are listed. */
    public static final int MAX_LISTED = 100;

    private static final Duration FURTHEST = Duration.ofDays(366);
    private static final int BATCH = 100;

    /** How long another instance is given that applies changes at the moment. */
    private static final Duration AFTER_ANOTHER = Duration.ofMillis(200);

    private final PriceChanges changes;
    private final Products products;
    private final CatalogueChanges catalogue;
    private final WakeUpSignal priceSignal;
    private final TransactionOperations transactions;
    private final Clock clock;

    SchedulePrices(
            PriceChanges changes,
            Products products,
            CatalogueChanges catalogue,
            WakeUpSignal priceSignal,
            TransactionOperations transactions,
            Clock clock) {
        this.changes = changes;
        this.products = products;
        this.catalogue = catalogue;
        this.priceSignal = priceSignal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Has a product cost something else from a time on.
     *
     * @param readVersion the version of the product that the admin has read, or null for any
     * @throws NotFoundException when there is no such product
     * @throws ConflictException when the product has changed since that version
     * @throws ValidationException when the time has passed already, or is more than a year away
     */
    public PriceChange schedule(
            UUID productId, BigDecimal price, Instant effectiveAt, UUID adminId, @Nullable Long readVersion) {
        Instant now = clock.instant();
        if (!effectiveAt.isAfter(now) || effectiveAt.isAfter(now.plus(FURTHEST))) {
            throw new ValidationException("effectiveAt", "must be in the future and within a year");
        }
        PriceChange scheduled = Objects.requireNonNull(transactions.execute(_ -> {
            Product product = products.findById(productId).orElseThrow(() -> new NotFoundException("Product"));
            if (readVersion != null && readVersion != product.version()) {
                throw new ConflictException("The product has changed since it was read");
            }
            return changes.save(new PriceChange(productId, price, effectiveAt, adminId, now));
        }));
        priceSignal.wakeUp();
        return scheduled;
    }

    /**
     * Has a price not begin. Idempotent.
     *
     * @throws NotFoundException when there is no such change of this product
     * @throws ConflictException when it has begun already
     */
    public PriceChange cancel(UUID productId, UUID changeId) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            PriceChange change =
                    changes.findForUpdate(productId, changeId).orElseThrow(() -> new NotFoundException("Price change"));
            change.cancel(clock.instant());
            return change;
        }));
    }

    /** The last {@value #MAX_LISTED} of a product, scheduled or not, newest first. */
    public List<PriceChange> of(UUID productId) {
        return changes.findByProductIdOrderByEffectiveAtDescIdDesc(productId, Limit.of(MAX_LISTED));
    }

    /** The next {@value #MAX_LISTED} of all products. */
    public List<PriceChange> next() {
        return changes.findByStatusOrderByEffectiveAtAscIdAsc(PriceChange.Status.SCHEDULED, Limit.of(MAX_LISTED));
    }

    /**
     * Applies what is due, in order: after a pause the last price wins, and those before it stand in the history. One
     * instance does so at a time.
     *
     * @return when the next one is due, perhaps already; empty when none is scheduled
     */
    public Optional<Instant> applyDue() {
        Instant now = clock.instant();
        boolean isMine = Boolean.TRUE.equals(transactions.execute(_ -> changes.tryLock() && applyDue(now)));
        Instant earliest = isMine ? now : now.plus(AFTER_ANOTHER);
        return changes.nextDue().map(next -> next.isAfter(earliest) ? next : earliest);
    }

    private boolean applyDue(Instant now) {
        List<PriceChange> due = changes.findDueForUpdate(now, Limit.of(BATCH));
        for (PriceChange change : due) {
            products.reprice(change.productId(), change.price(), now);
            change.apply(now);
        }
        if (!due.isEmpty()) {
            AfterCommit.run(catalogue::publish);
        }
        return true;
    }
}
