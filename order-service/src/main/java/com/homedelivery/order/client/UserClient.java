package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.geo.GeoPoint;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

/** Called as the customer who is calling this service. */
interface UserClient {

    @GetExchange("/users/addresses/{id}")
    ApiResponse<Address> address(@PathVariable UUID id);

    record Address(
            @Nullable String street,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zipCode,
            @Nullable GeoPoint coordinates,
            @Nullable String instructions,
            @Nullable String phone) {}
}
