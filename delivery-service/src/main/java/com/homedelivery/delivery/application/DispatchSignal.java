package com.homedelivery.delivery.application;

import java.util.UUID;

/** What makes the {@link Dispatcher} look, once the transaction that said so has committed. */
sealed interface DispatchSignal {

    /** A delivery looks for a rider: it is new, was handed back, or somebody said no. */
    record RiderWanted(UUID deliveryId) implements DispatchSignal {}

    /** Some rider came on duty or has nothing more to carry. */
    record RiderFree() implements DispatchSignal {}

    /** A rider is no longer to be had for what is still on offer to them. */
    record RiderGone(UUID riderId) implements DispatchSignal {}
}
