package com.homedelivery.payment.client;

import com.homedelivery.payment.application.OrderLookup.PlacedOrder;
import com.homedelivery.shared.api.ApiResponse;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** The order service, as one customer sees it. */
interface OrderClient {

    @GetExchange("/orders/{id}")
    ApiResponse<PlacedOrder> order(@PathVariable UUID id);
}
