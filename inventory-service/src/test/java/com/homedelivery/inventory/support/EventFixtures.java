package com.homedelivery.inventory.support;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Events of orders and deliveries, as other services publish them. */
public final class EventFixtures {

    private static final UUID CUSTOMER = UUID.randomUUID();

    private EventFixtures() {}

    public static OrderConfirmed confirmed(UUID orderId, Line... lines) {
        List<Item> items = Arrays.stream(lines)
                .map(line -> new Item(line.productId(), "Something", line.quantity(), BigDecimal.ONE))
                .toList();
        return new OrderConfirmed(
                orderId,
                CUSTOMER,
                items,
                BigDecimal.TEN,
                new Address("1 Main St", "New York", "NY", "10001", null, null, null),
                Instant.now());
    }

    public static OrderCancelled cancelled(UUID orderId) {
        return new OrderCancelled(orderId, CUSTOMER, "Changed my mind", Instant.now());
    }

    public static OrderFailed failed(UUID orderId) {
        return new OrderFailed(orderId, CUSTOMER, "Nobody at home", Instant.now());
    }

    public static DeliveryReturned returned(UUID orderId) {
        return new DeliveryReturned(UUID.randomUUID(), orderId, Instant.now());
    }
}
