package com.homedelivery.delivery.application;

import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;

/** Where samples of riders' positions go, for those who look at them later. */
public interface LocationSamples {

    /** Sends a sample, or loses it: nobody waits, and the next one comes in a few seconds. */
    void send(RiderLocationSampled sample);
}
