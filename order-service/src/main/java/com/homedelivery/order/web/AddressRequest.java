package com.homedelivery.order.web;

import com.homedelivery.order.domain.DeliveryAddress;
import com.homedelivery.shared.geo.GeoPoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param instructions what the rider should know to find the door
 * @param phone whom the rider calls at the door
 */
record AddressRequest(
        @NotBlank @Size(max = 200) String street,
        @NotBlank @Size(max = 100) String city,
        @NotBlank @Size(max = 100) String state,
        @NotBlank @Size(max = 20) String zipCode,
        @Valid @Nullable GeoPoint coordinates,
        @Size(max = 500) @Nullable String instructions,
        @Size(max = 30) @Nullable String phone) {

    DeliveryAddress toAddress() {
        return DeliveryAddress.of(street, city, state, zipCode, coordinates, instructions, phone);
    }
}
