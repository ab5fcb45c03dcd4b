package com.homedelivery.order.domain;

import java.time.Duration;
import java.util.Optional;

/** For how long an order may have a status before it is checked. */
public record StatusLimits(Duration pending, Duration confirmed, Duration processing, Duration shipped) {

    /** Empty for a final status. */
    public Optional<Duration> of(OrderStatus status) {
        return switch (status) {
            case PENDING -> Optional.of(pending);
            case CONFIRMED -> Optional.of(confirmed);
            case PROCESSING -> Optional.of(processing);
            case SHIPPED -> Optional.of(shipped);
            case DELIVERED, CANCELLED, FAILED -> Optional.empty();
        };
    }
}
