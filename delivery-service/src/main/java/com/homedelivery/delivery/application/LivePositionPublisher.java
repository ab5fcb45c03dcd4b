package com.homedelivery.delivery.application;

import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;

/** Publishes positions of riders who have goods to clients of live tracking. No method fails. */
public interface LivePositionPublisher {

    /**
     * Stores the position as {@link RiderLocationIndex#update} does, and publishes the update to every instance, or at least to
     * this one.
     */
    void publish(RiderPosition position, LocationChanged update);
}
