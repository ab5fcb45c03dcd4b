package com.homedelivery.delivery.domain;

import com.homedelivery.shared.event.DeliveryEvent;
import java.util.Optional;

/**
 * Who was first, a cancellation or the rider.
 *
 * @param event a {@link DeliveryEvent.DeliveryCancelled} or {@link DeliveryEvent.DeliveryFailed}, or empty when nothing
 *     has changed
 */
public record StopDecision(StopOutcome outcome, Optional<DeliveryEvent> event) {

    static StopDecision stopped(StopOutcome outcome, DeliveryEvent event) {
        return new StopDecision(outcome, Optional.of(event));
    }

    static StopDecision unchanged(StopOutcome outcome) {
        return new StopDecision(outcome, Optional.empty());
    }
}
