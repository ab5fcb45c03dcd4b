package com.homedelivery.order.application;

import java.util.UUID;

/**
 * Which carts are being made orders of just now. It may be away, and decides only who waits for whom: what has become an
 * order, the database knows.
 */
public interface CartsBeingOrdered {

    /** Whether a request may make an order of a cart. */
    enum Turn {
        /** It may; the others wait until there is the order, or {@link #end}, or for some seconds. */
        ITS_OWN,
        ANOTHERS,
        /** Nobody knows. */
        UNKNOWN
    }

    Turn begin(UUID userId, long cartRevision);

    /** To be called by the one whose turn it was, when no order came of it. */
    void end(UUID userId, long cartRevision);
}
