package com.homedelivery.inventory;

import com.homedelivery.inventory.InventoryClient.Line;
import com.homedelivery.shared.event.OrderEvent.Address;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

final class EventFixtures {

    private EventFixtures() {}

    /** An order of these lines that has just been confirmed. */
    static OrderConfirmed confirmed(UUID orderId, Line... lines) {
        List<Item> items = Arrays.stream(lines)
                .map(line -> new Item(line.productId(), "Something", line.quantity(), BigDecimal.ONE))
                .toList();
        return new OrderConfirmed(
                orderId,
                UUID.randomUUID(),
                items,
                BigDecimal.TEN,
                new Address("1 Main St", "New York", "NY", "10001", null),
                Instant.now());
    }
}
