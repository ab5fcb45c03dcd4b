package com.homedelivery.delivery.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where the customer lives, in words.
 *
 * @param instructions how the rider finds the door, until the delivery is over
 * @param phone whom the rider calls at the door, until the delivery is over
 */
@Embeddable
public record DeliveryAddress(
        String street,
        String city,
        String state,
        @Column(name = "zip_code") String zipCode,
        @Nullable String instructions,
        @Nullable String phone) {

    static final DeliveryAddress FORGOTTEN = new DeliveryAddress("", "", "", "", null, null);

    DeliveryAddress withoutContact() {
        return new DeliveryAddress(street, city, state, zipCode, null, null);
    }
}
