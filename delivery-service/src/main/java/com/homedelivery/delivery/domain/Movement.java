package com.homedelivery.delivery.domain;

import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import java.util.Optional;

/**
 * The rider of a delivery has moved.
 *
 * @param leftStore whether the goods have left the store with this movement
 * @param event empty when the position need not be announced
 */
public record Movement(boolean leftStore, Optional<DeliveryInTransit> event) {}
