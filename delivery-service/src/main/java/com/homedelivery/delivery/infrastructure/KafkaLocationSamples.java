package com.homedelivery.delivery.infrastructure;

import com.homedelivery.delivery.application.LocationSamples;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.messaging.kafka.BestEffortPublisher;
import org.springframework.stereotype.Component;

/** In Kafka's topic {@code rider-locations}. */
@Component
class KafkaLocationSamples implements LocationSamples {

    private final BestEffortPublisher kafka;

    KafkaLocationSamples(BestEffortPublisher kafka) {
        this.kafka = kafka;
    }

    @Override
    public void send(RiderLocationSampled sample) {
        kafka.publish(sample);
    }
}
