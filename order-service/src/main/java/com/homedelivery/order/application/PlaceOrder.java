package com.homedelivery.order.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.application.CartValidator.ValidCart;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderDraft;
import com.homedelivery.order.domain.OrderLine;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.ServiceArea;
import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.idempotency.IdempotentRequests;
import com.homedelivery.shared.idempotency.IdempotentRequests.Claim;
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
 * <p>Other services are asked before the transaction begins, so that no connection waits for them. Stock is reserved
 * first: should the order then not come about, the stock is given back; should even that fail, it lapses.
 */
@Service
public class PlaceOrder {

    private static final Logger log = LoggerFactory.getLogger(PlaceOrder.class);
    private static final BigDecimal LARGEST_TOTAL = new BigDecimal("9999999999.99");

    private final ServiceArea serviceArea;
    private final CartValidator cart;
    private final StockReservations stock;
    private final Orders orders;
    private final OrderOfCart orderOfCart;
    private final OrderUpdater updater;
    private final IdempotentRequests requests;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PlaceOrder(
            OrderProperties properties,
            CartValidator cart,
            StockReservations stock,
            Orders orders,
            OrderOfCart orderOfCart,
            OrderUpdater updater,
            IdempotentRequests requests,
            TransactionTemplate transaction,
            Clock clock) {
        this.serviceArea = properties.serviceArea().area();
        this.cart = cart;
        this.stock = stock;
        this.orders = orders;
        this.orderOfCart = orderOfCart;
        this.updater = updater;
        this.requests = requests;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What the customer says when ordering; the rest is in the cart.
     *
     * @param paymentMethod how they mean to pay, or null
     * @param notes for the store and the rider, or null
     */
    public record Command(
            DeliveryAddress deliveryAddress,
            @Nullable String paymentMethod,
            @Nullable String notes) {}

    /**
     * @param key the client's word that requests with it are one and the same, or null
     * @return id of the order: a new one, or that of the first request with this key or for this cart
     * @throws OrderRefusedException when the address is outside of the service area, the cart is empty, out of date or has become
     *     another order, or stock is short
     * @throws ServiceUnavailableException when cart, catalogue or inventory do not answer
     * @throws com.homedelivery.shared.api.Conflict when a request with this key is still running
     */
    public UUID place(UUID userId, Command command, @Nullable IdempotencyKey key) {
        return requests.once(key, command, claim -> place(userId, command, claim));
    }

    private UUID place(UUID userId, Command command, Claim claim) {
        DeliveryAddress address =
                serviceArea.locate(command.deliveryAddress()).orElseThrow(OrderRefusedException::outOfArea);
        ValidCart valid = cart.ofCaller();
        OrderDraft draft =
                new OrderDraft(valid.lines(), address, valid.revision(), command.paymentMethod(), command.notes());
        if (draft.total().compareTo(LARGEST_TOTAL) > 0) {
            throw OrderRefusedException.tooMuch();
        }
        return orderOfCart.inTurn(
                userId, draft, () -> placeNew(userId, draft, claim), order -> again(order, draft, claim));
    }

    private UUID placeNew(UUID userId, OrderDraft draft, Claim claim) {
        UUID orderId = UuidCreator.getTimeOrderedEpoch();
        reserve(orderId, draft.lines());
        try {
            transaction.executeWithoutResult(_ -> keep(orderId, userId, draft, claim));
            return orderId;
        } catch (DataIntegrityViolationException failure) {
            giveBack(orderId);
            Order first = orderOfCart.find(userId, draft).orElseThrow(() -> failure);
            return again(first, draft, claim);
        } catch (RuntimeException | Error failure) {
            giveBackUnlessUndecided(orderId, failure);
            throw failure;
        }
    }

    /** One cart makes one order: who asks twice for the same gets the same. */
    private UUID again(Order first, OrderDraft draft, Claim claim) {
        if (!first.isStill(draft)) {
            throw OrderRefusedException.cartIsOrdered(first.id());
        }
        transaction.executeWithoutResult(_ -> claim.complete(first.id()));
        return first.id();
    }

    private void reserve(UUID orderId, List<OrderLine> lines) {
        try {
            stock.reserve(orderId, lines);
        } catch (ServiceUnavailableException perhapsReserved) {
            giveBack(orderId);
            throw perhapsReserved;
        }
    }

    private void keep(UUID orderId, UUID userId, OrderDraft draft, Claim claim) {
        updater.add(Order.place(orderId, userId, draft, clock.instant()));
        claim.complete(orderId);
    }

    /**
     * A database that went away may still commit what it was told: then the order is there without us knowing, and its
     * stock must be. Not when the transaction never began, for want of a connection or of time. What is left reserved for an order that never comes about lapses, and can be committed even then.
     */
    private void giveBackUnlessUndecided(UUID orderId, Throwable failure) {
        if (failure instanceof CannotCreateTransactionException || !OutageClassifier.isCauseOf(failure)) {
            giveBack(orderId);
        }
    }

    /**
     * A commit may fail on the way back, when the order is there all the same: then its stock stays reserved. That the
     * customer waits no longer is no reason to keep it.
     */
    private void giveBack(UUID orderId) {
        try (var _ = RequestDeadline.suspend()) {
            if (!orders.existsById(orderId)) {
                stock.release(orderId);
            }
        } catch (RuntimeException e) {
            log.warn("The stock reserved for {}, which is no order, is left to lapse: {}", orderId, e.toString());
        }
    }
}
