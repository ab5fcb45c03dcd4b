package com.homedelivery.delivery.domain;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** Where the customer lives, in words. */
@Embeddable
public record DeliveryAddress(
        String street,
        String city,
        String state,
        @Column(name = "zip_code") String zipCode) {}
