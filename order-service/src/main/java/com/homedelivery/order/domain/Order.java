package com.homedelivery.order.domain;

import com.homedelivery.order.domain.pricing.DeliveryPrice;
import com.homedelivery.order.domain.pricing.Money;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.order.domain.pricing.PricedBasket;
import com.homedelivery.order.domain.pricing.TaxShare;
import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.Charges;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has ordered, from the moment its stock is reserved until it is delivered, cancelled or failed.
 *
 * <p>It is placed PENDING, becomes CONFIRMED by being paid, and from then on follows its delivery. Events of payments,
 * deliveries and stock come late, twice and in any order: a verb that no longer fits changes nothing but the timeline. A
 * verb returns the events that happened, if any. Only {@link #cancel} is refused with an exception when it is too late.
 *
 * <p>Until it has ended it has a time at which it is checked, so that it cannot be stuck unnoticed.
 *
 * @see OrderStatus for the transitions
 */
@Entity
@Table(name = "orders")
public class Order {

    private static final String NOT_IN_STOCK = "Not in stock";

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    private UUID userId;

    @Enumerated(EnumType.STRING)
    private OrderStatus status;

    private Instant statusSince;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "order_lines", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "line_number")
    @BatchSize(size = 100)
    private List<OrderLine> lines;

    private BigDecimal totalAmount;

    @Embedded
    private DeliveryPrice deliveryPrice;

    @Embedded
    private DeliveryAddress deliveryAddress;

    @Embedded
    private @Nullable DeliverySlot slot;

    private @Nullable Instant dispatchedAt;
    private @Nullable Instant eta;
    private boolean promoted;
    private @Nullable Instant givenBackAt;
    private boolean forgetAtEnd;
    private @Nullable UUID quoteId;
    private @Nullable Long cartRevision;
    private @Nullable String paymentMethod;
    private @Nullable String notes;
    private @Nullable UUID paymentId;
    private @Nullable UUID deliveryId;
    private @Nullable String cancelReason;
    private @Nullable Instant checkAt;
    private @Nullable String stuckReason;
    private @Nullable Instant stuckReportedAt;
    private @Nullable Instant confirmedAgainAt;
    private Instant createdAt;
    private Instant updatedAt;

    @ElementCollection
    @CollectionTable(name = "order_timeline", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "entry_number")
    private List<TimelineEntry> timeline;

    protected Order() {}

    private Order(UUID id, UUID userId, OrderDraft draft, Instant now) {
        this.id = id;
        this.userId = userId;
        this.status = OrderStatus.PENDING;
        this.statusSince = now;
        this.lines = new ArrayList<>(draft.lines());
        this.totalAmount = draft.total();
        this.deliveryPrice = draft.basket().delivery();
        this.deliveryAddress = draft.deliveryAddress();
        this.slot = draft.slot();
        this.eta = draft.eta();
        this.promoted = !draft.basket().promotionIds().isEmpty();
        this.quoteId = draft.quoteId();
        this.cartRevision = draft.cartRevision();
        this.paymentMethod = draft.paymentMethod();
        this.notes = draft.notes();
        this.createdAt = now;
        this.updatedAt = now;
        this.timeline = new ArrayList<>();
        note("Order placed", now);
    }

    /** A new order, and the event of its being placed. */
    public record Placed(Order order, OrderCreated event) {}

    public static Placed place(UUID id, UUID userId, OrderDraft draft, Instant now) {
        Order order = new Order(id, userId, draft, now);
        OrderCreated event = new OrderCreated(
                id,
                userId,
                order.items(),
                order.totalAmount,
                order.paymentMethod,
                order.deliveryAddress.toEvent(),
                order.createdAt,
                order.cartRevision,
                chargesOf(draft.basket()),
                draft.slot() == null ? null : draft.slot().toEvent());
        return new Placed(order, event);
    }

    private static Charges chargesOf(PricedBasket basket) {
        return new Charges(
                basket.itemsTotal(),
                basket.discount(),
                basket.delivery().fee(),
                basket.delivery().smallOrderFee(),
                Money.sum(basket.tax().stream().map(TaxShare::amount).toList()),
                basket.delivery().tip());
    }

    /** A payment has begun. It becomes the order's payment unless another one has already confirmed the order. */
    public void expectPayment(UUID paymentId, String cause, Instant now) {
        if (status == OrderStatus.PENDING) {
            this.paymentId = paymentId;
        }
        note(cause, now);
    }

    /**
     * The order is paid, or will be paid in cash on delivery.
     *
     * @param amount of the payment; the order is not confirmed unless this is its total
     */
    public List<OrderEvent> confirm(UUID paymentId, BigDecimal amount, String cause, Instant now) {
        if (status == OrderStatus.PENDING && amount.compareTo(totalAmount) != 0) {
            note(cause + ", but for " + amount.toPlainString() + " instead of " + totalAmount.toPlainString(), now);
            return List.of();
        }
        if (!transitionTo(OrderStatus.CONFIRMED, cause, now)) {
            return List.of();
        }
        this.paymentId = paymentId;
        return dispatchUnlessItsSlotIsFar(now);
    }

    /** An order that costs nothing needs no payment. */
    public List<OrderEvent> confirmIfFree(Instant now) {
        return totalAmount.signum() == 0 && transitionTo(OrderStatus.CONFIRMED, "Nothing to pay", now)
                ? dispatchUnlessItsSlotIsFar(now)
                : List.of();
    }

    private List<OrderEvent> dispatchUnlessItsSlotIsFar(Instant now) {
        return isAwaitingDispatch() && Objects.requireNonNull(slot).dispatchAt().isAfter(now)
                ? List.of()
                : dispatch(now);
    }

    /** Whether it is confirmed, but nobody else is told so until its slot is near. */
    public boolean isAwaitingDispatch() {
        return status == OrderStatus.CONFIRMED && slot != null && dispatchedAt == null;
    }

    /** Whether its delivery may have begun, so that a rider may pick it up at any moment. */
    public boolean mayBePickedUp() {
        return status.mayBePickedUp() && !isAwaitingDispatch();
    }

    /** The order is confirmed to those who prepare and deliver it: at once, or when its slot is near. */
    public List<OrderEvent> dispatch(Instant now) {
        if (isAwaitingDispatch()) {
            dispatchedAt = now;
            checkAt = null;
        }
        return List.of(confirmedAt(now));
    }

    /** Since when it waits for what comes next: since it has its status, or since it was dispatched. */
    public Instant waitingSince() {
        return status == OrderStatus.CONFIRMED && dispatchedAt != null && dispatchedAt.isAfter(statusSince)
                ? dispatchedAt
                : statusSince;
    }

    /**
     * The order is confirmed, but no delivery has begun, as if the event had been lost. Confirms it once more, as of the same
     * moment; for those that have handled the first event the second changes nothing.
     *
     * @return the same event again; none when this was done before, or the order is no longer to be delivered
     */
    public List<OrderEvent> confirmAgain(Instant now) {
        if (status != OrderStatus.CONFIRMED || cancelReason != null || confirmedAgainAt != null) {
            return List.of();
        }
        confirmedAgainAt = now;
        note("No delivery has begun; confirmed again", now);
        return List.of(confirmedAt(waitingSince()));
    }

    private OrderConfirmed confirmedAt(Instant time) {
        return new OrderConfirmed(id, userId, items(), totalAmount, deliveryAddress.toEvent(), time);
    }

    /** A rider has accepted. When another rider takes over, the order does not move. */
    public void assignTo(UUID deliveryId, String cause, Instant now) {
        this.deliveryId = deliveryId;
        transitionTo(OrderStatus.PROCESSING, cause, now);
    }

    /** The rider has the goods. */
    public void ship(UUID deliveryId, String cause, Instant now) {
        this.deliveryId = deliveryId;
        transitionTo(OrderStatus.SHIPPED, cause, now);
    }

    /**
     * The customer has the goods. When the order was to be cancelled because nothing of it was in stock, but the rider
     * delivered it before that, all that was paid is refunded.
     *
     * @param deliveredAt when the customer got the goods, which may be before now
     */
    public List<OrderEvent> deliver(UUID deliveryId, UUID riderId, Instant deliveredAt, String cause, Instant now) {
        this.deliveryId = deliveryId;
        boolean nothingInStock = NOT_IN_STOCK.equals(cancelReason);
        if (!transitionTo(OrderStatus.DELIVERED, cause, now)) {
            return List.of();
        }
        OrderEvent delivered = new OrderDelivered(id, userId, deliveredAt, riderId);
        return nothingInStock
                ? List.of(delivered, removeLines(items(), List.of(), deliveredAt, now))
                : List.of(delivered);
    }

    /** @param reason why the goods were not delivered */
    public List<OrderEvent> fail(UUID deliveryId, String reason, Instant now) {
        this.deliveryId = deliveryId;
        return transitionTo(OrderStatus.FAILED, "Delivery failed: " + reason, now)
                ? List.of(new OrderFailed(id, userId, reason, now))
                : List.of();
    }

    /**
     * Somebody wants the order cancelled. From CONFIRMED on to be called only once its delivery is stopped, so that no rider
     * will pick it up.
     *
     * @throws CancelRefusedException once it has been picked up, or has ended
     */
    public List<OrderEvent> cancel(String cause, Instant now) {
        if (!status.canTransitionTo(OrderStatus.CANCELLED)) {
            throw new CancelRefusedException(status);
        }
        return cancelIfPossible(cause, now);
    }

    /** It will not be delivered, and the goods have not left the store. Does not cancel an order for which it is too late. */
    public List<OrderEvent> cancelIfPossible(String cause, Instant now) {
        return transitionTo(OrderStatus.CANCELLED, cause, now)
                ? List.of(new OrderCancelled(id, userId, cause, now))
                : List.of();
    }

    /**
     * Some of the payment was refunded.
     *
     * @param inFull whether nothing is left of the payment: then the order is to be cancelled, if that is still possible
     */
    public void recordRefund(BigDecimal amount, boolean inFull, Instant now) {
        note("Refunded " + amount.toPlainString(), now);
        if (inFull) {
            requestCancel("Refunded in full", now);
        }
    }

    /**
     * The store does not have what was ordered and paid. What is missing is removed from the order and its price refunded.
     * When nothing is left, the order is to be cancelled, or returned by a rider who has it; that refunds the whole payment.
     */
    public List<OrderEvent> removeMissing(List<MissingUnits> units, Instant now) {
        return switch (status) {
            // Cancelled or failed, it is refunded in full anyway; before it is confirmed nothing can be missing.
            case PENDING, CANCELLED, FAILED -> {
                note(NOT_IN_STOCK, now);
                yield List.of();
            }
            case CONFIRMED, PROCESSING, SHIPPED, DELIVERED -> adjust(units, now);
        };
    }

    private List<OrderEvent> adjust(List<MissingUnits> units, Instant now) {
        Map<UUID, Integer> missing = new HashMap<>();
        units.forEach(unit -> missing.merge(unit.productId(), unit.quantity(), Integer::sum));
        List<Item> removed = new ArrayList<>();
        List<OrderLine> kept = new ArrayList<>();
        for (OrderLine line : lines) {
            int gone = Math.min(line.quantity(), missing.getOrDefault(line.productId(), 0));
            missing.computeIfPresent(line.productId(), (_, quantity) -> quantity - gone);
            if (gone > 0) {
                removed.add(line.toEvent(gone));
            }
            line.keep(line.quantity() - gone).ifPresent(kept::add);
        }
        if (removed.isEmpty() || cancelReason != null) {
            note(NOT_IN_STOCK, now);
            return List.of();
        }
        if (kept.isEmpty() && !status.isFinal()) {
            note(NOT_IN_STOCK, now);
            requestCancel(NOT_IN_STOCK, now);
            return List.of();
        }
        return List.of(removeLines(removed, kept, status == OrderStatus.DELIVERED ? statusSince : null, now));
    }

    /**
     * What is removed goes back at what was paid for it, discounts off; promotions are not judged anew. When nothing is kept, all
     * that was paid goes back.
     */
    private OrderAdjusted removeLines(
            List<Item> removed, List<OrderLine> kept, @Nullable Instant deliveredAt, Instant now) {
        BigDecimal before = totalAmount;
        lines.clear();
        lines.addAll(kept);
        deliveryPrice = kept.isEmpty() ? DeliveryPrice.NOTHING : deliveryPrice;
        totalAmount = prices().total();
        BigDecimal refund = before.subtract(totalAmount);
        note(NOT_IN_STOCK + ": " + describe(removed) + "; " + refund.toPlainString() + " goes back", now);
        return new OrderAdjusted(id, userId, removed, refund, totalAmount, NOT_IN_STOCK, now, deliveredAt);
    }

    /** The items in words for people: {@code 2 × Milk, 1 × Coffee}. */
    private static String describe(List<Item> items) {
        return items.stream().map(item -> item.quantity() + " × " + item.name()).collect(Collectors.joining(", "));
    }

    /** The order is to be cancelled as soon as its delivery is stopped. It is due to be checked now. */
    private void requestCancel(String reason, Instant now) {
        if (!status.isFinal() && cancelReason == null) {
            cancelReason = reason;
            checkAt = now;
        }
    }

    /** Something happened that does not move the order. */
    public void note(String cause, Instant now) {
        timeline.add(new TimelineEntry(now, status, cause));
        updatedAt = now;
    }

    private boolean transitionTo(OrderStatus next, String cause, Instant now) {
        boolean fits = status.canTransitionTo(next);
        if (fits) {
            status = next;
            statusSince = now;
            checkAt = null;
            stuckReason = null;
            stuckReportedAt = null;
            if (next.isFinal()) {
                cancelReason = null;
            }
        }
        note(cause, now);
        if (forgetAtEnd && status.isFinal()) {
            forgetCustomer();
        }
        return fits;
    }

    /** Its customer is gone: what remains is what was bought, when and for how much. */
    private void forgetCustomer() {
        deliveryAddress = deliveryAddress.forgotten();
        notes = null;
        timeline.replaceAll(TimelineEntry::withoutWordsOfCustomer);
    }

    /** Sets the time of the next check, unless there is one or nothing is left to be checked. */
    public void scheduleCheck(StatusLimits limits) {
        if (checkAt == null) {
            checkAt = limits.of(status)
                    .map(limit -> cancelReason == null ? deadline(limits) : statusSince)
                    .orElse(null);
        }
    }

    /** When it has been in its status for too long; of one that is not dispatched yet, when that is due. */
    public Instant deadline(StatusLimits limits) {
        return isAwaitingDispatch()
                ? Objects.requireNonNull(slot).dispatchAt()
                : waitingSince().plus(limits.of(status).orElseThrow());
    }

    /** The order is being checked, or is to be checked again. */
    public void checkAgainAt(Instant at) {
        checkAt = at;
    }

    /** It has ended, by an instance of a version without checks. */
    public void endChecks() {
        checkAt = null;
    }

    /**
     * It has been in its status for too long, and needs a person.
     *
     * @return the event, once for each status that it is stuck in
     */
    public List<OrderEvent> reportStuck(String reason, Instant now) {
        boolean known = stuckReportedAt != null;
        stuckReason = reason;
        if (known) {
            return List.of();
        }
        stuckReportedAt = now;
        return List.of(new OrderStuck(id, userId, status.name(), reason, statusSince, now));
    }

    /** Whether it is what is asked for: still as it was placed, with the same lines to the same address, with the same coupons and tip. */
    public boolean matches(OrderRequest request) {
        return isAsPlaced()
                && deliveryAddress.equals(request.address())
                && lines.size() == request.lines().size()
                && IntStream.range(0, lines.size())
                        .allMatch(i -> lines.get(i).isOf(request.lines().get(i)))
                && prices().couponCodes().equals(request.couponCodes())
                && deliveryPrice.tip().compareTo(request.tip()) == 0
                && Objects.equals(slot == null ? null : slot.id(), request.slotId());
    }

    /** Whether nothing has become of it: it waits to be paid, or costs nothing and waits for a rider since it was placed. */
    public boolean isAsPlaced() {
        return status == OrderStatus.PENDING || status == OrderStatus.CONFIRMED && statusSince.equals(createdAt);
    }

    public boolean belongsTo(UUID userId) {
        return this.userId.equals(userId);
    }

    /** Whether somebody may see and cancel it: its customer and admins may. */
    public boolean isVisibleTo(CurrentUser user) {
        return belongsTo(user.id()) || user.isAdmin();
    }

    private List<Item> items() {
        return lines.stream().map(OrderLine::toEvent).toList();
    }

    public UUID id() {
        return id;
    }

    public UUID userId() {
        return userId;
    }

    public OrderStatus status() {
        return status;
    }

    /** When it reached its status. */
    public Instant statusSince() {
        return statusSince;
    }

    /** What is still to be delivered, or was. */
    public List<OrderLine> lines() {
        return List.copyOf(lines);
    }

    /** What it is made of, whose total is {@link #totalAmount()}. */
    public PricedBasket prices() {
        return new PricedBasket(lines, deliveryPrice);
    }

    /** Whether promotions took something off when it was placed. */
    public boolean isPromoted() {
        return promoted;
    }

    /** Whether it was cancelled or has failed, and still has uses of promotions or a place of a slot. */
    public boolean isToGiveBack() {
        boolean isVoid = status == OrderStatus.CANCELLED || status == OrderStatus.FAILED;
        return isVoid && givenBackAt == null && (promoted || slot != null);
    }

    /** What it had is others' again. */
    public void giveBack(Instant now) {
        givenBackAt = now;
    }

    /** The quote whose prices it has, or null. */
    public @Nullable UUID quoteId() {
        return quoteId;
    }

    /** When it is to be delivered; null for as soon as possible. */
    public @Nullable DeliverySlot slot() {
        return slot;
    }

    /** When it is likely to be at the door, as was told when it was placed; null when nothing was told. */
    public @Nullable Instant eta() {
        return eta;
    }

    public BigDecimal totalAmount() {
        return totalAmount;
    }

    public DeliveryAddress deliveryAddress() {
        return deliveryAddress;
    }

    /** How the customer means to pay, in the words of the payment service, or null when they did not say. */
    public @Nullable String paymentMethod() {
        return paymentMethod;
    }

    /** What the customer wants the store or the rider to know, or null. */
    public @Nullable String notes() {
        return notes;
    }

    /** The payment that confirmed the order, or until then the last one that was begun; null before the first. */
    public @Nullable UUID paymentId() {
        return paymentId;
    }

    /** Null until a rider is found. */
    public @Nullable UUID deliveryId() {
        return deliveryId;
    }

    /** Why it is to be cancelled as soon as its delivery is stopped; null when it is not to be cancelled. */
    public @Nullable String cancelReason() {
        return cancelReason;
    }

    /** When it is to be checked; null once it has ended. */
    public @Nullable Instant checkAt() {
        return checkAt;
    }

    /** Why it is stuck, for admins; null unless it was reported in its present status. */
    public @Nullable String stuckReason() {
        return stuckReason;
    }

    /** When it was reported as stuck in its present status, or null. */
    public @Nullable Instant stuckReportedAt() {
        return stuckReportedAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    /** Everything that happened to the order, oldest first. */
    public List<TimelineEntry> timeline() {
        return List.copyOf(timeline);
    }
}
