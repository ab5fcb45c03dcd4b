package com.homedelivery.inventory.domain;

/** The kinds of stock movements. */
public enum MovementKind {
    /** Goods came in. */
    RECEIPT,
    /** Units are reserved, for an order or by hand. */
    RESERVATION,
    /** Units left the stock for a confirmed order. */
    COMMIT,
    /** Reserved units are available again. */
    RELEASE,
    /** Goods were counted, or lost. */
    CORRECTION,
    /** Units that had left for an order are back in the store. */
    RETURN
}
