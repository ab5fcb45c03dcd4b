package com.homedelivery.delivery.application;

import java.util.UUID;

/** What makes the {@link Dispatcher} search for riders, once the transaction that published it has committed. */
sealed interface DispatchSignal {

    /** A delivery needs a rider: it is new, was handed back, or a rider has rejected it. */
    record RiderNeeded(UUID deliveryId) implements DispatchSignal {}

    /** Some rider came on duty or is not busy any more. */
    record RiderAvailable() implements DispatchSignal {}

    /** A rider cannot accept the open offers to them any more. */
    record RiderUnavailable(UUID riderId) implements DispatchSignal {}
}
