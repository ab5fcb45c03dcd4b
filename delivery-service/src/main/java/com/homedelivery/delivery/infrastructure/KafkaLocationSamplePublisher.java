package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.application.LocationSamplePublisher;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.messaging.kafka.BestEffortPublisher;
import org.springframework.stereotype.Component;

/** Publishes to Kafka's topic {@code rider-locations}. */
@Component
class KafkaLocationSamplePublisher implements LocationSamplePublisher {

    private final BestEffortPublisher kafka;

    KafkaLocationSamplePublisher(BestEffortPublisher kafka) {
        this.kafka = kafka;
    }

    @Override
    public void publish(RiderLocationSampled sample) {
        kafka.publish(sample);
    }
}
