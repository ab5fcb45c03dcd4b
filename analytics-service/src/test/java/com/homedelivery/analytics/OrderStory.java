package com.homedelivery.analytics;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.geo.GeoPoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The events of one order, in the order in which the services publish them. */
final class OrderStory {

    private static final GeoPoint SOMEWHERE = new GeoPoint(40.7, -74.0);
    private static final Address HOME = new Address("1 Main St", "New York", "NY", "10001", null, null, null);

    private final UUID order = UUID.randomUUID();
    private final UUID payment = UUID.randomUUID();
    private final UUID delivery = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();
    private final UUID customer;
    private final List<Item> items;
    private final BigDecimal total;
    private final List<DomainEvent> events = new ArrayList<>();
    private Instant now;

    private OrderStory(UUID customer, Instant start, List<Item> items) {
        this.customer = customer;
        this.items = items;
        this.now = start;
        this.total = items.stream()
                .map(item -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        events.add(new OrderCreated(order, customer, items, total, "credit_card", HOME, start, null, null, null));
    }

    static OrderStory of(UUID customer, Instant start, Item... items) {
        return new OrderStory(customer, start, List.of(items));
    }

    OrderStory paid() {
        events.add(new PaymentInitiated(payment, order, customer, total, "credit_card", later(1)));
        events.add(new PaymentSucceeded(payment, order, customer, total, "t-1", later(1)));
        events.add(new OrderConfirmed(order, customer, items, total, HOME, now));
        return this;
    }

    OrderStory assigned() {
        events.add(new DeliveryAssigned(delivery, order, customer, rider, later(2)));
        return this;
    }

    OrderStory pickedUp() {
        events.add(new DeliveryStarted(delivery, order, later(5), SOMEWHERE));
        events.add(new DeliveryInTransit(delivery, order, SOMEWHERE, later(1)));
        return this;
    }

    OrderStory delivered(int minutes, double kilometres) {
        events.add(new DeliveryCompleted(delivery, order, rider, later(minutes), SOMEWHERE, minutes, kilometres));
        events.add(new OrderDelivered(order, customer, now, rider));
        return this;
    }

    OrderStory calledOff() {
        events.add(new DeliveryCancelled(delivery, order, "changed my mind", later(1)));
        return this;
    }

    OrderStory cancelledAndRefunded() {
        events.add(new OrderCancelled(order, customer, "changed my mind", later(1)));
        events.add(new PaymentRefunded(payment, order, customer, total, "r-1", later(1), true));
        return this;
    }

    List<DomainEvent> events() {
        return events;
    }

    private Instant later(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
        return now;
    }
}
