package com.homedelivery.inventory.domain;

/** Why the units of a product are other than before. */
public enum MovementKind {
    /** Goods came in. */
    RECEIPT,
    /** Units are spoken for: by an order, or put aside by hand. */
    RESERVATION,
    /** Units left the stock for a confirmed order. */
    COMMIT,
    /** Reserved units are available again. */
    RELEASE,
    /** Somebody counted, or goods were lost. */
    CORRECTION,
    /** Units that had left for an order are back in the store. */
    RETURN
}
