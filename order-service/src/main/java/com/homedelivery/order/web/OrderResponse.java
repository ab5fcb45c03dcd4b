package com.homedelivery.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderLine;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.shared.geo.GeoPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param paymentId null, and sent as null, until known; as is {@code deliveryId}
 * @param notes of the customer, or null
 */
record OrderResponse(
        UUID id,
        UUID userId,
        OrderStatus status,
        List<Item> items,
        BigDecimal totalAmount,
        Address deliveryAddress,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID paymentId,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID deliveryId,
        @Nullable String notes,
        Instant createdAt,
        Instant updatedAt) {

    record Item(UUID productId, int quantity, BigDecimal price, String name) {

        static Item of(OrderLine line) {
            return new Item(line.productId(), line.quantity(), line.price(), line.name());
        }
    }

    record Address(
            String street,
            String city,
            String state,
            String zipCode,
            @Nullable GeoPoint coordinates) {

        static Address of(DeliveryAddress address) {
            return new Address(
                    address.street(), address.city(), address.state(), address.zipCode(), address.coordinates());
        }
    }

    static OrderResponse of(Order order) {
        return new OrderResponse(
                order.id(),
                order.userId(),
                order.status(),
                order.lines().stream().map(Item::of).toList(),
                order.totalAmount(),
                Address.of(order.deliveryAddress()),
                order.paymentId(),
                order.deliveryId(),
                order.notes(),
                order.createdAt(),
                order.updatedAt());
    }
}
