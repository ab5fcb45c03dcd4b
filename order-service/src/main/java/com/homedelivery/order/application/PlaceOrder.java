package com.homedelivery.order.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.CartPriceCheck.CheckedCart;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.DeliverySlot;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderDraft;
import com.homedelivery.order.domain.OrderRequest;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.Quote;
import com.homedelivery.order.domain.Quotes;
import com.homedelivery.order.domain.StatusLimits;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.idempotency.IdempotentRequests;
import com.homedelivery.shared.idempotency.IdempotentRequests.Claim;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.security.CurrentUser;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an order of what is in the customer's cart.
 *
 * <p>Other services are called before the transaction begins, so that no database connection waits for them. Stock is
 * reserved first: should the order then not come about, the stock is released; should even that fail, the reservation
 * expires.
 */
@Service
public class PlaceOrder {

    private static final Logger log = LoggerFactory.getLogger(PlaceOrder.class);

    private final ResolveAddress addresses;
    private final StatusLimits limits;
    private final BigDecimal minimumOrderValue;
    private final boolean requireVerifiedEmail;
    private final CartLookup carts;
    private final CartPriceCheck cart;
    private final PriceOrder prices;
    private final PromotionUses promotions;
    private final BookSlots slots;
    private final StockReservations stock;
    private final DuplicateOrderGuard duplicates;
    private final Orders orders;
    private final Quotes quotes;
    private final Outbox outbox;
    private final IdempotentRequests requests;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PlaceOrder(
            OrderProperties properties,
            ResolveAddress addresses,
            CartLookup carts,
            CartPriceCheck cart,
            PriceOrder prices,
            PromotionUses promotions,
            BookSlots slots,
            StockReservations stock,
            DuplicateOrderGuard duplicates,
            Orders orders,
            Quotes quotes,
            Outbox outbox,
            IdempotentRequests requests,
            TransactionTemplate transaction,
            Clock clock) {
        this.addresses = addresses;
        this.limits = properties.limits();
        this.minimumOrderValue = properties.minimumOrderValue();
        this.requireVerifiedEmail = properties.requireVerifiedEmail();
        this.carts = carts;
        this.cart = cart;
        this.prices = prices;
        this.promotions = promotions;
        this.slots = slots;
        this.stock = stock;
        this.duplicates = duplicates;
        this.orders = orders;
        this.quotes = quotes;
        this.outbox = outbox;
        this.requests = requests;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param key same for all attempts of one request, or null
     * @return a new order, or that of the first request with this key, for this cart or for this quote
     * @throws OrderRefusedException when the address is outside of the service area, the cart is empty, too small, out of date or
     *     has become another order, a coupon or the quote cannot be used, or stock is short
     * @throws NotFoundException when there is no such quote or address, or it is someone else's
     * @throws ServiceUnavailableException when cart, catalogue, address book or inventory do not answer
     * @throws com.homedelivery.shared.api.error.ConflictException when a request with this key is still running
     */
    public Order place(CurrentUser user, CheckoutCommand command, @Nullable IdempotencyKey key) {
        if (requireVerifiedEmail && !user.emailVerified()) {
            throw OrderRefusedException.emailIsNotVerified();
        }
        return requests.once(
                key,
                command,
                claim -> command.quoteId() == null
                        ? placeCart(user.id(), command, claim)
                        : placeQuote(user.id(), command.quoteId(), command, claim),
                id -> orders.findById(id).orElseThrow(() -> new NotFoundException("Order")));
    }

    private Order placeCart(UUID userId, CheckoutCommand command, Claim claim) {
        DeliveryAddress address = addresses.of(command).orElseThrow(OrderRefusedException::outOfArea);
        CheckedCart checked = cart.cartOfCaller();
        OrderRequest request =
                new OrderRequest(checked.lines(), address, command.codes(), command.tipOrNothing(), command.slotId());
        return duplicates.placeOnce(
                userId,
                checked.revision(),
                () -> reserveAndSave(
                        userId, price(userId, request, checked.revision(), command), claim, it -> it.matches(request)),
                existing -> sameOrder(existing, it -> it.matches(request), claim));
    }

    private OrderDraft price(UUID userId, OrderRequest request, @Nullable Long cartRevision, CheckoutCommand command) {
        BigDecimal missing = minimumOrderValue.subtract(request.itemsTotal());
        if (missing.signum() > 0) {
            throw OrderRefusedException.belowMinimum(minimumOrderValue, missing);
        }
        PriceOrder.Price price = prices.price(userId, request, clock.instant());
        if (!price.refused().isEmpty()) {
            throw OrderRefusedException.couponsAreRefused(price.refused());
        }
        DeliverySlot slot = request.slotId() == null
                ? null
                : slots.find(request.slotId(), clock.instant()).orElseThrow(OrderRefusedException::slotIsUnavailable);
        return new OrderDraft(
                price.basket(),
                request.address(),
                cartRevision,
                command.paymentMethod(),
                command.notes(),
                null,
                slot,
                slot == null ? price.eta() : slot.end());
    }

    private Order placeQuote(UUID userId, UUID quoteId, CheckoutCommand command, Claim claim) {
        Quote quote = quotes.findById(quoteId)
                .filter(it -> it.belongsTo(userId))
                .orElseThrow(() -> new NotFoundException("Quote"));
        Predicate<Order> isOfQuote = it -> quoteId.equals(it.quoteId());
        if (quote.orderId() != null) {
            return orders.findById(quote.orderId())
                    .filter(Order::isAsPlaced)
                    .map(existing -> sameOrder(existing, isOfQuote, claim))
                    .orElseThrow(() -> OrderRefusedException.quoteIsUsed(quote.orderId()));
        }
        if (quote.hasExpired(clock.instant())) {
            throw OrderRefusedException.quoteIsExpired();
        }
        OrderDraft draft = quote.draft().ordered(quoteId, command.paymentMethod(), command.notes());
        if (!isOfCart(draft, carts.cartOfCaller())) {
            throw OrderRefusedException.cartIsNotTheQuoted();
        }
        return duplicates.placeOnce(
                userId,
                draft.cartRevision(),
                () -> reserveAndSave(userId, draft, claim, isOfQuote),
                existing -> sameOrder(existing, isOfQuote, claim));
    }

    /** By its revision; when the cart service gives none, by what is in it. */
    private static boolean isOfCart(OrderDraft draft, CartLookup.Cart cart) {
        return draft.cartRevision() != null && cart.revision() != null
                ? draft.cartRevision().equals(cart.revision())
                : draft.quantities().equals(cart.quantities());
    }

    private Order reserveAndSave(UUID userId, OrderDraft draft, Claim claim, Predicate<Order> isSame) {
        UUID orderId = UuidCreator.getTimeOrderedEpoch();
        reserve(orderId, draft.lines());
        try {
            return transaction.execute(_ -> save(orderId, userId, draft, claim));
        } catch (DataIntegrityViolationException failure) {
            release(orderId);
            Order existing =
                    duplicates.findOrderOf(userId, draft.cartRevision()).orElseThrow(() -> failure);
            return sameOrder(existing, isSame, claim);
        } catch (RuntimeException | Error failure) {
            releaseUnlessCommitIsUnknown(orderId, failure);
            throw failure;
        }
    }

    private void reserve(UUID orderId, List<OrderLine> lines) {
        try {
            stock.reserve(orderId, lines);
        } catch (ServiceUnavailableException perhapsReserved) {
            release(orderId);
            throw perhapsReserved;
        }
    }

    /** Rows that orders share are locked last: the use of a quote, uses of promotions, and the place of a slot. */
    private Order save(UUID orderId, UUID userId, OrderDraft draft, Claim claim) {
        Instant now = clock.instant();
        Order.Placed placed = Order.place(orderId, userId, draft, now);
        Order order = placed.order();
        List<OrderEvent> confirmed = order.confirmIfFree(now);
        order.scheduleCheck(limits);
        orders.save(order);
        outbox.publish(placed.event());
        confirmed.forEach(outbox::publish);
        claim.complete(orderId);
        if (draft.quoteId() != null && quotes.use(draft.quoteId(), orderId) == 0) {
            throw OrderRefusedException.quoteIsUsed(null);
        }
        promotions.take(order, now);
        slots.book(order, now);
        return order;
    }

    /** One cart becomes one order: another request for the same gets the same order. */
    private Order sameOrder(Order existing, Predicate<Order> isSame, Claim claim) {
        if (!isSame.test(existing) || !existing.isAsPlaced()) {
            throw OrderRefusedException.cartIsOrdered(existing.id());
        }
        transaction.executeWithoutResult(_ -> claim.complete(existing.id()));
        return existing;
    }

    /**
     * A database whose connection broke may still commit: then the order exists, and must keep its stock. Not so when the transaction
     * never began, for want of a connection or of time. Stock that stays reserved for an order that never comes about is
     * released when the reservation expires; until then the order can still be confirmed.
     */
    private void releaseUnlessCommitIsUnknown(UUID orderId, Throwable failure) {
        if (failure instanceof CannotCreateTransactionException || !OutageClassifier.isCauseOf(failure)) {
            release(orderId);
        }
    }

    /**
     * Releases the stock unless the order exists: a commit may be reported as failed and have happened. The deadline of the
     * request does not apply, for a customer who no longer waits is no reason to keep the stock.
     */
    private void release(UUID orderId) {
        try (var _ = RequestDeadline.suspend()) {
            if (!orders.existsById(orderId)) {
                stock.release(orderId);
            }
        } catch (RuntimeException e) {
            log.warn("The stock reserved for {}, which is no order, is left to expire: {}", orderId, e.toString());
        }
    }
}
