package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.Payable;
import com.homedelivery.payment.domain.Payables;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.PaymentStatus;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.messaging.Outbox;
import com.homedelivery.shared.work.Bell;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What other services' news does to payments, in whatever order it comes. */
@Component
@Transactional
public class PaymentWorkflow {

    private static final Logger log = LoggerFactory.getLogger(PaymentWorkflow.class);

    private final Payables payables;
    private final Payments payments;
    private final Refunds refunds;
    private final Outbox outbox;
    private final Bell bell;
    private final Clock clock;
    private final Counter uncollected;

    PaymentWorkflow(
            Payables payables,
            Payments payments,
            Refunds refunds,
            Outbox outbox,
            Bell bell,
            Clock clock,
            MeterRegistry meters) {
        this.payables = payables;
        this.payments = payments;
        this.refunds = refunds;
        this.outbox = outbox;
        this.bell = bell;
        this.clock = clock;
        this.uncollected = Counter.builder("payment.uncollected")
                .description("Delivered orders without a payment that succeeded or still may")
                .register(meters);
    }

    public void on(OrderEvent event) {
        switch (event) {
            case OrderCreated created ->
                payables.lock(created.orderId(), created.userId()).placed(created.totalAmount());
            case OrderCancelled cancelled -> undo(cancelled, "The order was cancelled");
            case OrderFailed failed -> undo(failed, "The order could not be delivered");
            case OrderConfirmed _, OrderDelivered _ -> {}
        }
    }

    public void on(DeliveryEvent event) {
        switch (event) {
            case DeliveryCompleted completed -> collectCash(completed);
            case DeliveryAssigned _, DeliveryStarted _, DeliveryInTransit _, DeliveryFailed _ -> {}
        }
    }

    private void undo(OrderEvent undone, String reason) {
        Instant now = clock.instant();
        Payable order = payables.lock(undone.orderId(), undone.userId());
        if (!order.cancel(now)) {
            return;
        }
        payments.lockLiveOf(order.orderId()).ifPresent(payment -> {
            switch (payment.status()) {
                case PENDING -> outbox.publish(payment.fail(reason, now));
                case SUCCESS -> refundRest(payment, reason, now);
                // The provider may have taken the money: SettlePayments gives it back when it says so.
                case PROCESSING -> {}
                case FAILED, REFUNDED -> {}
            }
        });
    }

    private void refundRest(Payment payment, String reason, Instant now) {
        if (payment.refundable().signum() > 0) {
            refunds.save(payment.refund(null, reason, now));
            bell.ringAfterCommit();
        }
    }

    private void collectCash(DeliveryCompleted completed) {
        payables.lock(completed.orderId())
                .flatMap(order -> payments.lockLiveOf(order.orderId()))
                .ifPresentOrElse(payment -> collectCash(payment, completed), () -> cannotCollect(completed));
    }

    private void collectCash(Payment payment, DeliveryCompleted completed) {
        if (!payment.method().isCash()) {
            return;
        }
        if (payment.status() == PaymentStatus.PENDING) {
            outbox.publish(payment.succeed("cash_" + completed.deliveryId(), clock.instant()));
        } else {
            log.info("Cash for payment {} was collected, which is {}", payment.id(), payment.status());
        }
    }

    private void cannotCollect(DeliveryCompleted completed) {
        uncollected.increment();
        log.error(
                "Order {} was delivered by {}, but has no payment, or only failed ones",
                completed.orderId(),
                completed.deliveryAgentId());
    }
}
