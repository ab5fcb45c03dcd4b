package com.homedelivery.order.application;

import com.homedelivery.order.OrderProperties;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.StatusLimits;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.AfterCommit;
import com.homedelivery.shared.work.WakeUpSignal;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes one order under its row's lock: the aggregate decides, the events that it returns go to the outbox in the same
 * transaction, and the order's next check is scheduled.
 */
@Component
class OrderUpdater {

    private final Orders orders;
    private final Outbox outbox;
    private final GiveBackAtCommit giveBack;
    private final StatusLimits limits;
    private final WakeUpSignal supervisionSignal;
    private final Clock clock;
    private final MeterProvider<Timer> stages;
    private final Timer fulfilment;

    OrderUpdater(
            Orders orders,
            Outbox outbox,
            GiveBackAtCommit giveBack,
            OrderProperties properties,
            WakeUpSignal supervisionSignal,
            Clock clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.outbox = outbox;
        this.giveBack = giveBack;
        this.limits = properties.limits();
        this.supervisionSignal = supervisionSignal;
        this.clock = clock;
        this.stages = Timer.builder("homedelivery.order.stages")
                .description("How long orders had been in a status when they left it, by the status that they left")
                .withRegistry(meters);
        this.fulfilment = Timer.builder("homedelivery.order.fulfilment")
                .description("From placing an order to having it at the door")
                .register(meters);
    }

    /** A verb of the order. It returns the events that happened, if any. */
    @FunctionalInterface
    interface Change {

        List<OrderEvent> apply(Order order, Instant now);
    }

    /** @return the changed order; empty when there is no such order */
    @Transactional
    public Optional<Order> update(UUID orderId, Change change) {
        Optional<Order> found = orders.findByIdForUpdate(orderId);
        found.ifPresent(order -> {
            Instant now = clock.instant();
            OrderStatus before = order.status();
            Instant since = order.statusSince();
            outbox.publishAll(change.apply(order, now));
            scheduleCheck(order, now);
            if (order.isToGiveBack()) {
                giveBack.whatWasTakenFor(order);
                order.giveBack(now);
            }
            if (order.status() != before) {
                measure(order, before, since);
            }
        });
        return found;
    }

    private void measure(Order order, OrderStatus before, Instant since) {
        Duration stage = Duration.between(since, order.statusSince());
        AfterCommit.run(() -> stages.withTag("status", before.name()).record(stage));
        if (order.status() == OrderStatus.DELIVERED) {
            Duration whole = Duration.between(order.createdAt(), order.statusSince());
            AfterCommit.run(() -> fulfilment.record(whole));
        }
    }

    private void scheduleCheck(Order order, Instant now) {
        order.scheduleCheck(limits);
        if (order.checkAt() != null && !order.checkAt().isAfter(now)) {
            supervisionSignal.wakeUpAfterCommit();
        }
    }
}
