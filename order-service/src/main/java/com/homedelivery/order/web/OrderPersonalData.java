package com.homedelivery.order.web;

import com.homedelivery.order.application.FindOrders;
import com.homedelivery.shared.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** All orders of a person, as they read them. */
@Component
class OrderPersonalData implements PersonalData {

    private final FindOrders findOrders;

    OrderPersonalData(FindOrders findOrders) {
        this.findOrders = findOrders;
    }

    @Override
    public Object of(UUID userId) {
        return new Kept(
                findOrders.findAllOf(userId).stream().map(OrderResponse::of).toList());
    }

    record Kept(List<OrderResponse> orders) {}
}
