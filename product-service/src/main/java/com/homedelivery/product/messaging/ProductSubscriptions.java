package com.homedelivery.product.messaging;

import com.homedelivery.product.application.TrackAvailability;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent;
import com.homedelivery.shared.event.InventoryEvent.AvailabilityChanged;
import com.homedelivery.shared.messaging.StreamSubscription;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Several events share a transaction: all of them raise the revision of the catalogue, and are in the order of their keys. */
@Configuration(proxyBeanMethods = false)
class ProductSubscriptions {

    @Bean
    StreamSubscription<InventoryEvent> stock(TrackAvailability availability) {
        return StreamSubscription.to(EventStream.INVENTORY, availability::on).only(AvailabilityChanged.class);
    }
}
