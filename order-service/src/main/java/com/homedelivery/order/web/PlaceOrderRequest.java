package com.homedelivery.order.web;

import com.homedelivery.order.application.PlaceOrder;
import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record PlaceOrderRequest(
        @NotNull @Valid Address deliveryAddress,
        @Size(max = 40) @Nullable String paymentMethod,
        @Size(max = 1000) @Nullable String notes) {

    record Address(
            @NotBlank @Size(max = 200) String street,
            @NotBlank @Size(max = 100) String city,
            @NotBlank @Size(max = 100) String state,
            @NotBlank @Size(max = 20) String zipCode,
            @Valid @Nullable GeoPoint coordinates) {}

    PlaceOrder.Command toCommand() {
        return new PlaceOrder.Command(
                DeliveryAddress.of(
                        deliveryAddress.street(),
                        deliveryAddress.city(),
                        deliveryAddress.state(),
                        deliveryAddress.zipCode(),
                        deliveryAddress.coordinates()),
                paymentMethod,
                notes);
    }
}
