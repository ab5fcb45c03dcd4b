package com.homedelivery.delivery.domain;

/** Where the goods of an order are. */
public enum GoodsLocation {
    /** They have not left the store. */
    IN_STORE,
    /** They were picked up, and are neither handed over nor back in the store. */
    WITH_RIDER,
    /** They were handed over. */
    WITH_CUSTOMER,
    /** The delivery failed on the way, and they are back in the store. */
    RETURNED
}
