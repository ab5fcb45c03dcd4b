package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.PayableOrder;
import com.homedelivery.payment.domain.PayableOrders;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.PaymentOutcome;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the events of other services mean for payments, in whatever order they come. */
@Component
@Transactional
public class PaymentWorkflow {

    private static final Logger log = LoggerFactory.getLogger(PaymentWorkflow.class);

    private final PayableOrders payables;
    private final Payments payments;
    private final PaymentOutcomeRecorder outcomes;
    private final Clock clock;
    private final Counter uncollected;

    PaymentWorkflow(
            PayableOrders payables,
            Payments payments,
            PaymentOutcomeRecorder outcomes,
            Clock clock,
            MeterRegistry meters) {
        this.payables = payables;
        this.payments = payments;
        this.outcomes = outcomes;
        this.clock = clock;
        this.uncollected = Counter.builder("homedelivery.payment.uncollected")
                .description("Delivered orders without a payment that succeeded or still may")
                .register(meters);
    }

    public void on(OrderEvent event) {
        switch (event) {
            case OrderCreated created ->
                payables.findOrCreateForUpdate(created.orderId(), created.userId())
                        .place(created.totalAmount());
            case OrderCancelled cancelled -> cancel(cancelled, "The order was cancelled");
            case OrderFailed failed -> cancel(failed, "The order could not be delivered");
            case OrderAdjusted adjusted -> adjust(adjusted);
            case OrderConfirmed _, OrderDelivered _, OrderStuck _ -> {}
        }
    }

    public void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryCompleted completed -> collectCash(completed);
            case DeliveryAssigned _,
                    DeliveryStarted _,
                    DeliveryInTransit _,
                    DeliveryFailed _,
                    DeliveryCancelled _,
                    DeliveryReturned _,
                    DeliveryUnassigned _,
                    PickupOverdue _,
                    DeliveryDelayed _,
                    NoRiderFound _ -> {}
        }
    }

    private void cancel(OrderEvent event, String reason) {
        Instant now = clock.instant();
        PayableOrder order = payables.findOrCreateForUpdate(event.orderId(), event.userId());
        if (order.cancel(now)) {
            payments.findLiveByOrderIdForUpdate(order.orderId())
                    .ifPresent(payment -> outcomes.record(payment.voidOrRefund(reason, now), payment, reason));
        }
    }

    private void adjust(OrderAdjusted adjusted) {
        PayableOrder order = payables.findOrCreateForUpdate(adjusted.orderId(), adjusted.userId());
        order.adjust(adjusted.totalAmount());
        payments.findLiveByOrderIdForUpdate(order.orderId())
                .ifPresentOrElse(
                        payment -> outcomes.record(
                                adjust(payment, adjusted), payment, "Lines were removed from the order"),
                        () -> log.info("Lines were removed from order {}, which has no payment", order.orderId()));
    }

    private PaymentOutcome adjust(Payment payment, OrderAdjusted adjusted) {
        Instant now = clock.instant();
        return adjusted.deliveredAt() == null
                ? payment.adjust(adjusted.refundAmount(), now)
                : payment.adjustDelivered(adjusted.refundAmount(), "cash_" + adjusted.orderId(), now);
    }

    private void collectCash(DeliveryCompleted completed) {
        Optional<PayableOrder> order = payables.findByIdForUpdate(completed.orderId());
        order.flatMap(payable -> payments.findLiveByOrderIdForUpdate(payable.orderId()))
                .ifPresentOrElse(
                        payment -> outcomes.record(
                                payment.collectCash("cash_" + completed.deliveryId(), clock.instant()),
                                payment,
                                "The order was handed over"),
                        () -> {
                            if (order.filter(PayableOrder::isFree).isEmpty()) {
                                reportUncollected(completed);
                            }
                        });
    }

    private void reportUncollected(DeliveryCompleted completed) {
        uncollected.increment();
        log.error(
                "Order {} was delivered by {}, but has no payment, or only failed ones",
                completed.orderId(),
                completed.deliveryAgentId());
    }
}
