package com.homedelivery.payment.application;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.OrderLookup.PlacedOrder;
import com.homedelivery.payment.domain.PayableOrder;
import com.homedelivery.payment.domain.PayableOrders;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.PaymentMethod;
import com.homedelivery.payment.domain.PaymentRefusedException;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.idempotency.IdempotencyKey;
import com.homedelivery.shared.idempotency.IdempotentRequests;
import com.homedelivery.shared.messaging.TracePropagation;
import com.homedelivery.shared.work.WakeUpSignal;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Begins to pay for an order. */
@Component
public class InitiatePayment {

    private final IdempotentRequests requests;
    private final OrderLookup orders;
    private final PayableOrders payables;
    private final Payments payments;
    private final PaymentProvider provider;
    private final PaymentProperties properties;
    private final PaymentEventPublisher events;
    private final WakeUpSignal settlementSignal;
    private final TracePropagation traces;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InitiatePayment(
            IdempotentRequests requests,
            OrderLookup orders,
            PayableOrders payables,
            Payments payments,
            PaymentProvider provider,
            PaymentProperties properties,
            PaymentEventPublisher events,
            WakeUpSignal settlementSignal,
            TracePropagation traces,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.orders = orders;
        this.payables = payables;
        this.payments = payments;
        this.provider = provider;
        this.properties = properties;
        this.events = events;
        this.settlementSignal = settlementSignal;
        this.traces = traces;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * What a customer asks for.
     *
     * @param amount more than 0, with at most two decimals
     */
    public record Command(UUID orderId, BigDecimal amount, PaymentMethod method) {}

    /** What an idempotency key is tied to. Keys outlive a release: names and their order must not change. */
    private record KeyedRequest(UUID orderId, BigDecimal amount, KeyedMethod method) {

        static KeyedRequest of(Command command) {
            return new KeyedRequest(
                    command.orderId(),
                    command.amount(),
                    new KeyedMethod(command.method().code()));
        }
    }

    private record KeyedMethod(String word) {}

    /**
     * Records the payment; it settles later.
     *
     * @param key null when the client sent none
     * @return the payment as it begins, PENDING; or, when a request with this key began it before, as it is now
     * @throws NotFoundException when there is no such order, or it is someone else's
     * @throws PaymentRefusedException when the order is not pending, costs something else, or has a payment
     */
    public Payment initiate(UUID customerId, Command command, @Nullable IdempotencyKey key) {
        try {
            return begin(customerId, command, key);
        } catch (UnknownOrderException _) {
            fetchOrder(command.orderId());
            return begin(customerId, command, key);
        }
    }

    private Payment begin(UUID customerId, Command command, @Nullable IdempotencyKey key) {
        return transaction.execute(_ -> {
            UUID id = requests.onceWithin(key, KeyedRequest.of(command), () -> create(customerId, command));
            return payments.findById(id).orElseThrow(() -> new NotFoundException("Payment"));
        });
    }

    private UUID create(UUID customerId, Command command) {
        PayableOrder order = payables.findByIdForUpdate(command.orderId()).orElseThrow(UnknownOrderException::new);
        if (!order.belongsTo(customerId)) {
            throw new NotFoundException("Order");
        }
        payments.findLiveByOrderIdForUpdate(order.orderId()).ifPresent(live -> {
            throw PaymentRefusedException.alreadyPaid(live.status());
        });
        Payment.Initiated initiated = Payment.initiate(
                order, command.amount(), properties.currency(), command.method(), provider.name(), clock.instant());
        initiated.payment().beginIn(traces.currentIfSampled());
        payments.save(initiated.payment());
        events.publish(initiated.event());
        settlementSignal.wakeUpAfterCommit();
        return initiated.payment().id();
    }

    /** A customer may be faster than the event of the order: then the order service is asked. */
    private void fetchOrder(UUID orderId) {
        PlacedOrder order = orders.find(orderId).orElseThrow(() -> new NotFoundException("Order"));
        if (!order.isPending()) {
            throw PaymentRefusedException.orderIs(order.status());
        }
        transaction.executeWithoutResult(
                _ -> payables.findOrCreateForUpdate(order.id(), order.userId()).place(order.totalAmount()));
    }

    /** The order is not known here yet. */
    private static final class UnknownOrderException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
