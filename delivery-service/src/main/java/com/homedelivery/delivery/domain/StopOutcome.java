package com.homedelivery.delivery.domain;

/** What came of calling a delivery off: who was first, the cancellation or the rider. */
public enum StopOutcome {
    /** The goods are in the store and stay there: nobody picks them up any more. */
    STOPPED,
    /** The goods had been picked up and will not be handed over; they count as gone until they are returned. */
    STOPPED_ON_THE_WAY,
    /** The rider was first and continues: nothing has changed. */
    PICKED_UP,
    /** The customer has the goods: nothing has changed. */
    DELIVERED,
    /** It had failed on the way before: nothing has changed. */
    FAILED
}
