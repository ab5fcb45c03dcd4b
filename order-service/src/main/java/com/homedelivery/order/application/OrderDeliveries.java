package com.homedelivery.order.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The deliveries of the delivery service, by order. It decides whether the rider or a cancellation was first. */
public interface OrderDeliveries {

    /**
     * Stops the delivery of an order, for good, when no rider has picked it up; also one that is yet to begin. Idempotent.
     *
     * @param reason in words for people
     * @param evenIfPickedUp whether a rider who has the goods is to return them
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the delivery service does not answer: the delivery
     *     may be stopped or not
     */
    StopOutcome stop(UUID orderId, UUID userId, String reason, boolean evenIfPickedUp);

    /** @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the delivery service does not answer */
    DeliveryState stateOf(UUID orderId);

    /** Whether the rider or the request to stop was first. */
    enum StopOutcome {
        /** The goods are in the store, and stay there. */
        STOPPED,
        /** The rider had the goods, and returns them. */
        STOPPED_ON_THE_WAY,
        /** The rider has the goods; the delivery goes on. */
        PICKED_UP,
        DELIVERED,
        /** It had failed after pickup. */
        FAILED
    }

    /**
     * The state of a delivery.
     *
     * @param status {@code NONE} when there is no delivery of the order
     * @param riderId who has it or had it, or null
     * @param stopped whether the order is not to be delivered any more
     * @param reason why it failed or was stopped, or null
     * @param since when it reached its status, or null when that is not known
     */
    record DeliveryState(
            Status status,
            @Nullable UUID deliveryId,
            @Nullable UUID riderId,
            boolean stopped,
            Goods goods,
            @Nullable String reason,
            @Nullable Instant since) {

        public enum Status {
            NONE,
            PENDING,
            ASSIGNED,
            PICKED_UP,
            IN_TRANSIT,
            DELIVERED,
            FAILED
        }

        public enum Goods {
            IN_STORE,
            WITH_RIDER,
            WITH_CUSTOMER,
            RETURNED
        }
    }
}
