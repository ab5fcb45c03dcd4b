package com.homedelivery.delivery.application;

import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;

/** Publishes samples of riders' positions for later analysis. */
public interface LocationSamplePublisher {

    /** Publishes a sample without waiting; it may be lost. */
    void publish(RiderLocationSampled sample);
}
