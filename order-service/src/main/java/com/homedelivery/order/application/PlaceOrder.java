package com.homedelivery.order.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.CartPriceCheck.CheckedCart;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderDraft;
import com.homedelivery.order.domain.OrderLine;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.ServiceArea;
import com.homedelivery.order.domain.StatusLimits;
import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.idempotency.IdempotentRequests;
import com.homedelivery.shared.idempotency.IdempotentRequests.Claim;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
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
    private static final BigDecimal MAX_TOTAL = new BigDecimal("9999999999.99");

    private final ServiceArea serviceArea;
    private final StatusLimits limits;
    private final CartPriceCheck cart;
    private final StockReservations stock;
    private final DuplicateOrderGuard duplicates;
    private final Orders orders;
    private final Outbox outbox;
    private final IdempotentRequests requests;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PlaceOrder(
            OrderProperties properties,
            CartPriceCheck cart,
            StockReservations stock,
            DuplicateOrderGuard duplicates,
            Orders orders,
            Outbox outbox,
            IdempotentRequests requests,
            TransactionTemplate transaction,
            Clock clock) {
        this.serviceArea = properties.serviceArea().area();
        this.limits = properties.limits();
        this.cart = cart;
        this.stock = stock;
        this.duplicates = duplicates;
        this.orders = orders;
        this.outbox = outbox;
        this.requests = requests;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What the customer says when ordering; the rest is in the cart.
     *
     * @param paymentMethod how the customer means to pay, or null
     * @param notes for the store and the rider, or null
     */
    public record Command(
            DeliveryAddress deliveryAddress,
            @Nullable String paymentMethod,
            @Nullable String notes) {}

    /**
     * @param key same for all attempts of one request, or null
     * @return id of the order: a new one, or that of the first request with this key or for this cart
     * @throws OrderRefusedException when the address is outside of the service area, the cart is empty, out of date or has become
     *     another order, or stock is short
     * @throws ServiceUnavailableException when cart, catalogue or inventory do not answer
     * @throws com.homedelivery.shared.api.error.ConflictException when a request with this key is still running
     */
    public UUID place(UUID userId, Command command, @Nullable IdempotencyKey key) {
        return requests.once(key, command, claim -> place(userId, command, claim));
    }

    private UUID place(UUID userId, Command command, Claim claim) {
        DeliveryAddress address =
                serviceArea.locate(command.deliveryAddress()).orElseThrow(OrderRefusedException::outOfArea);
        CheckedCart checked = cart.cartOfCaller();
        OrderDraft draft =
                new OrderDraft(checked.lines(), address, checked.revision(), command.paymentMethod(), command.notes());
        if (draft.total().compareTo(MAX_TOTAL) > 0) {
            throw OrderRefusedException.tooMuch();
        }
        return duplicates.placeOnce(
                userId,
                draft,
                () -> reserveAndSave(userId, draft, claim),
                existing -> sameOrder(existing, draft, claim));
    }

    private UUID reserveAndSave(UUID userId, OrderDraft draft, Claim claim) {
        UUID orderId = UuidCreator.getTimeOrderedEpoch();
        reserve(orderId, draft.lines());
        try {
            transaction.executeWithoutResult(_ -> save(orderId, userId, draft, claim));
            return orderId;
        } catch (DataIntegrityViolationException failure) {
            release(orderId);
            Order existing = duplicates.findOrderOf(userId, draft).orElseThrow(() -> failure);
            return sameOrder(existing, draft, claim);
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

    private void save(UUID orderId, UUID userId, OrderDraft draft, Claim claim) {
        Order.Placed placed = Order.place(orderId, userId, draft, clock.instant());
        placed.order().scheduleCheck(limits);
        orders.save(placed.order());
        outbox.publish(placed.event());
        claim.complete(orderId);
    }

    /** One cart becomes one order: another request for the same gets the same order. */
    private UUID sameOrder(Order existing, OrderDraft draft, Claim claim) {
        if (!existing.matches(draft)) {
            throw OrderRefusedException.cartIsOrdered(existing.id());
        }
        transaction.executeWithoutResult(_ -> claim.complete(existing.id()));
        return existing.id();
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
