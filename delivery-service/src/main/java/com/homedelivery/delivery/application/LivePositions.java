package com.homedelivery.delivery.application;

import com.homedelivery.delivery.application.LiveUpdate.LocationChanged;

/** Where goods are that are on their way, told to those who are watching. No method fails. */
public interface LivePositions {

    /**
     * A rider who has goods has moved: {@link RiderLocationIndex#move}, and then every instance is told, or at least this
     * one.
     */
    void move(RiderPosition position, LocationChanged update);
}
