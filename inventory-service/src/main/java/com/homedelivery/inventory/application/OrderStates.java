package com.homedelivery.inventory.application;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where it is asked what became of orders. */
public interface OrderStates {

    /** Most orders that may be asked about at once. */
    int MOST = 100;

    /**
     * What became of these orders. One that is missing in the answer does not exist.
     *
     * @param orderIds at most {@value #MOST}
     * @throws com.homedelivery.shared.api.ServiceUnavailable when the order service does not answer
     */
    Map<UUID, OrderState> of(Collection<UUID> orderIds);

    /** What became of an order, as far as its reservation goes. */
    enum OrderState {
        /** It may still be paid. */
        UNPAID,
        /** It has been confirmed, and is on its way to the customer or with them: its goods leave the stock. */
        CONFIRMED,
        /** It was confirmed and could not be delivered: its goods have left the stock until they are brought back. */
        FAILED,
        /** It was cancelled: its goods are in the store. */
        CANCELLED,
        /** A word that this version does not know. */
        UNKNOWN
    }
}
