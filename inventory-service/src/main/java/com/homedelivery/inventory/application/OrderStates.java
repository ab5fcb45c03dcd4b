package com.homedelivery.inventory.application;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The orders of the order service. */
public interface OrderStates {

    /** The most orders of one call. */
    int MAX_ORDERS = 100;

    /**
     * The states of these orders. An order that is missing does not exist.
     *
     * @param orderIds at most {@value #MAX_ORDERS}
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the order service does not answer
     */
    Map<UUID, Answer> of(Collection<UUID> orderIds);

    /** @param askAgainAt before when it stays in its state, unless it is cancelled; null when nothing is known of that */
    record Answer(OrderState state, @Nullable Instant askAgainAt) {}

    /** The state of an order, as far as it matters to its reservation. */
    enum OrderState {
        /** It may still be paid. */
        UNPAID,
        /** It has been confirmed, and is on its way to the customer or with them: its goods leave the stock. */
        CONFIRMED,
        /** It was confirmed and could not be delivered: its goods have left the stock until they are returned. */
        FAILED,
        /** It was cancelled: its goods are in the store. */
        CANCELLED,
        /** A status that this version does not know. */
        UNKNOWN
    }
}
