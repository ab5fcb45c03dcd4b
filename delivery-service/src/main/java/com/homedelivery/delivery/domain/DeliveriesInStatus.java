package com.homedelivery.delivery.domain;

/** How many deliveries are in a status. */
public record DeliveriesInStatus(DeliveryStatus status, long count) {}
