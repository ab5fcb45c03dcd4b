package com.homedelivery.order.application;

import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.Order;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What other services are told about an order. */
final class OrderEvents {

    private OrderEvents() {}

    static OrderCreated created(Order order) {
        return new OrderCreated(
                order.id(),
                order.userId(),
                itemsOf(order),
                order.totalAmount(),
                order.paymentMethod(),
                addressOf(order),
                order.createdAt());
    }

    static OrderConfirmed confirmed(Order order, Instant at) {
        return new OrderConfirmed(
                order.id(), order.userId(), itemsOf(order), order.totalAmount(), addressOf(order), at);
    }

    static OrderCancelled cancelled(Order order, String reason, Instant at) {
        return new OrderCancelled(order.id(), order.userId(), reason, at);
    }

    static OrderFailed failed(Order order, String reason, Instant at) {
        return new OrderFailed(order.id(), order.userId(), reason, at);
    }

    static OrderDelivered delivered(Order order, UUID riderId, Instant at) {
        return new OrderDelivered(order.id(), order.userId(), at, riderId);
    }

    private static List<Item> itemsOf(Order order) {
        return order.lines().stream()
                .map(line -> new Item(line.productId(), line.name(), line.quantity(), line.price()))
                .toList();
    }

    private static Address addressOf(Order order) {
        DeliveryAddress address = order.deliveryAddress();
        return new Address(address.street(), address.city(), address.state(), address.zipCode(), address.coordinates());
    }
}
