package com.homedelivery.delivery.domain;

import java.time.Duration;

/**
 * How long a delivery may make no progress before something is done about it.
 *
 * @param noRiderAfter a search that takes so long is reported; it continues
 * @param pickupWithin a rider who has not picked up after so long is asked to
 * @param unassignAfter a rider who has not picked up after so long loses the delivery; longer than {@code pickupWithin}
 * @param silentAfter a rider who has the goods and has sent no position for so long is reported
 */
public record SupervisionLimits(
        Duration noRiderAfter, Duration pickupWithin, Duration unassignAfter, Duration silentAfter) {

    public SupervisionLimits {
        if (unassignAfter.compareTo(pickupWithin) <= 0) {
            throw new IllegalArgumentException("A rider is asked for the pickup before the delivery is taken back");
        }
    }

    /** How long a rider has to pick up after being asked to. */
    public Duration afterReminder() {
        return unassignAfter.minus(pickupWithin);
    }
}
