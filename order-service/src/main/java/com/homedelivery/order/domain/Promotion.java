package com.homedelivery.order.domain;

import com.homedelivery.order.domain.pricing.Benefit;
import com.homedelivery.order.domain.pricing.Offer;
import com.homedelivery.shared.api.error.ConflictException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Less to pay, for a time and perhaps only so often. With a code it is a coupon, without one it applies by itself. It is ended,
 * not deleted. How often one with a limit is used is counted in the database, by {@link Promotions#countUse}, not here.
 */
@Entity
@Table(name = "promotions")
public class Promotion {

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private String name;
    private @Nullable String code;

    @Enumerated(EnumType.STRING)
    private PromotionKind kind;

    private @Nullable BigDecimal percent;
    private @Nullable BigDecimal amount;
    private @Nullable Integer buy;
    private @Nullable Integer free;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> categories;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<UUID> products;

    private BigDecimal minimumBasket;
    private boolean stackable;
    private boolean firstOrderOnly;
    private Instant startsAt;
    private @Nullable Instant endsAt;
    private @Nullable Integer maxUses;
    private @Nullable Integer maxUsesPerCustomer;

    @Column(insertable = false, updatable = false)
    private int used;

    private Instant createdAt;
    private Instant updatedAt;

    protected Promotion() {}

    public Promotion(UUID id, PromotionDetails details, Instant now) {
        this.id = id;
        this.createdAt = now;
        take(details, now);
    }

    /**
     * Replaces what was said about it. Orders and quotes that have it already keep their prices.
     *
     * @param expectedVersion the version that the admin has seen, or null for whatever it is
     * @throws ConflictException when it has another version
     */
    public void revise(PromotionDetails details, @Nullable Long expectedVersion, Instant now) {
        requireVersion(expectedVersion);
        take(details, now);
    }

    /**
     * Ends it now, unless it has ended.
     *
     * @param expectedVersion the version that the admin has seen, or null for whatever it is
     * @throws ConflictException when it has another version
     */
    public void end(@Nullable Long expectedVersion, Instant now) {
        requireVersion(expectedVersion);
        if (endsAt == null || endsAt.isAfter(now)) {
            endsAt = now;
            updatedAt = now;
        }
    }

    private void requireVersion(@Nullable Long expected) {
        if (expected != null && !expected.equals(version)) {
            throw new ConflictException("The promotion has been changed by somebody else");
        }
    }

    private void take(PromotionDetails details, Instant now) {
        name = details.name();
        code = details.code();
        kind = details.kind();
        percent = details.percent();
        amount = details.amount();
        buy = details.buy();
        free = details.free();
        categories = details.categories();
        products = details.products();
        minimumBasket = details.minimumBasket();
        stackable = details.stackable();
        firstOrderOnly = details.firstOrderOnly();
        startsAt = details.startsAt();
        endsAt = details.endsAt();
        maxUses = details.maxUses();
        maxUsesPerCustomer = details.maxUsesPerCustomer();
        updatedAt = now;
    }

    /** As what it is priced. */
    public Offer toOffer() {
        return new Offer(
                id,
                code,
                name,
                benefit(),
                new HashSet<>(categories),
                new HashSet<>(products),
                minimumBasket,
                stackable);
    }

    private Benefit benefit() {
        return switch (kind) {
            case PERCENTAGE -> new Benefit.Percentage(Objects.requireNonNull(percent));
            case AMOUNT -> new Benefit.AmountOff(Objects.requireNonNull(amount));
            case BUY_X_GET_Y -> new Benefit.FreePieces(Objects.requireNonNull(buy), Objects.requireNonNull(free));
            case FREE_DELIVERY -> new Benefit.FreeDelivery();
        };
    }

    public boolean hasStarted(Instant now) {
        return !startsAt.isAfter(now);
    }

    public boolean hasEnded(Instant now) {
        return endsAt != null && !endsAt.isAfter(now);
    }

    /** Whether all customers together may use it only so often. */
    public boolean isLimited() {
        return maxUses != null;
    }

    /** Whether it depends on the customer's other orders whether they may use it. */
    public boolean isLimitedForEachCustomer() {
        return maxUsesPerCustomer != null || firstOrderOnly;
    }

    /** Whether all uses are taken, as far as is known; who uses it is told for certain. */
    public boolean isUsedUp() {
        return maxUses != null && used >= maxUses;
    }

    public UUID id() {
        return id;
    }

    /** 0 before it is saved, and of the first version. */
    public long version() {
        return version == null ? 0 : version;
    }

    /** Of the coupon; null when it applies by itself. */
    public @Nullable String code() {
        return code;
    }

    /** What was last said about it. */
    public PromotionDetails details() {
        return new PromotionDetails(
                name,
                code,
                kind,
                percent,
                amount,
                buy,
                free,
                categories,
                products,
                minimumBasket,
                stackable,
                firstOrderOnly,
                startsAt,
                endsAt,
                maxUses,
                maxUsesPerCustomer);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
