package com.homedelivery.delivery.domain;

import org.jspecify.annotations.Nullable;

/**
 * A rider and a delivery of theirs, read together and without a lock.
 *
 * @param delivery null when the rider is not busy
 */
public record ActiveRider(Rider rider, @Nullable Delivery delivery) {}
