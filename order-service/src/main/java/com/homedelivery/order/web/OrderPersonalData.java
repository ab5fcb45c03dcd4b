package com.homedelivery.order.web;

import com.homedelivery.order.application.FindCustomerData;
import com.homedelivery.order.application.FindCustomerData.HeldPlace;
import com.homedelivery.order.application.FindOrders;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.order.domain.OrderDraft;
import com.homedelivery.order.domain.Quote;
import com.homedelivery.shared.privacy.PersonalData;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All orders of a person, as they read them, what they were told that orders would cost, and the places that are kept for them. */
@Component
class OrderPersonalData implements PersonalData {

    private final FindOrders findOrders;
    private final FindCustomerData findData;

    OrderPersonalData(FindOrders findOrders, FindCustomerData findData) {
        this.findOrders = findOrders;
        this.findData = findData;
    }

    @Override
    public Object of(UUID userId) {
        return new Kept(
                findOrders.findAllOf(userId).stream().map(OrderResponse::of).toList(),
                findData.quotesOf(userId).stream().map(Quoted::of).toList(),
                findData.heldPlacesOf(userId));
    }

    record Kept(List<OrderResponse> orders, List<Quoted> quotes, List<HeldPlace> heldPlaces) {}

    /** What the person was told that an order would cost. */
    record Quoted(
            Instant expiresAt,
            @Nullable UUID orderId,
            DeliveryAddress deliveryAddress,
            List<Goods> goods,
            BigDecimal total,
            @Nullable String notes,
            OrderResponse.@Nullable SlotTimes slot) {

        static Quoted of(Quote quote) {
            OrderDraft draft = quote.draft();
            return new Quoted(
                    quote.expiresAt(),
                    quote.orderId(),
                    draft.deliveryAddress(),
                    draft.lines().stream()
                            .map(line -> new Goods(line.productId(), line.name(), line.quantity(), line.price()))
                            .toList(),
                    draft.total(),
                    draft.notes(),
                    OrderResponse.SlotTimes.of(draft.slot()));
        }
    }

    record Goods(UUID productId, String name, int quantity, BigDecimal price) {}
}
