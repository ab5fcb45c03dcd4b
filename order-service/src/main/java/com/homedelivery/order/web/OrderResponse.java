package com.homedelivery.order.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.DeliverySlot;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.order.domain.pricing.PricedBasket;
import com.homedelivery.order.domain.pricing.TaxShare;
import com.homedelivery.shared.geo.GeoPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param items what is to be delivered, each at its price before discounts
 * @param totalAmount what is to be paid: {@code itemsTotal} and fees and tip, less the discounts
 * @param paymentId null, and sent as null, until known; as is {@code deliveryId}
 * @param notes of the customer, or null
 * @param itemsTotal of the goods before discounts
 * @param discounts what promotions take off, line by line
 * @param deliveryFee before discounts
 * @param smallOrderFee because the goods cost little
 * @param tax what of the total is tax, by rate; prices include it
 * @param tip for the rider
 * @param slot when it is to be delivered; without one as soon as possible
 * @param eta when it is likely to arrive, as was told when it was ordered
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
        Instant updatedAt,
        BigDecimal itemsTotal,
        List<DiscountResponse> discounts,
        BigDecimal deliveryFee,
        BigDecimal smallOrderFee,
        List<TaxShare> tax,
        BigDecimal tip,
        @Nullable SlotTimes slot,
        @Nullable Instant eta) {

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
            @Nullable GeoPoint coordinates,
            @Nullable String instructions,
            @Nullable String phone) {

        static Address of(DeliveryAddress address) {
            return new Address(
                    address.street(),
                    address.city(),
                    address.state(),
                    address.zipCode(),
                    address.coordinates(),
                    address.instructions(),
                    address.phone());
        }
    }

    /** @param id of the slot */
    record SlotTimes(UUID id, Instant start, Instant end) {

        static @Nullable SlotTimes of(@Nullable DeliverySlot slot) {
            return slot == null ? null : new SlotTimes(slot.id(), slot.start(), slot.end());
        }
    }

    static OrderResponse of(Order order) {
        PricedBasket prices = order.prices();
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
                order.updatedAt(),
                prices.itemsTotal(),
                DiscountResponse.allOf(prices),
                prices.delivery().fee(),
                prices.delivery().smallOrderFee(),
                prices.tax(),
                prices.delivery().tip(),
                SlotTimes.of(order.slot()),
                order.eta());
    }
}
