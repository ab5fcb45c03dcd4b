package com.homedelivery.order.client;

import com.homedelivery.order.application.OrderDeliveries;
import com.homedelivery.order.client.DeliveryClient.DeliveryResponse;
import com.homedelivery.order.client.DeliveryClient.StopRequest;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class HttpOrderDeliveries implements OrderDeliveries {

    private static final String SERVICE = "delivery service";

    private final DeliveryClient deliveries;

    HttpOrderDeliveries(DeliveryClient deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public StopOutcome stop(UUID orderId, UUID userId, String reason, boolean evenIfPickedUp) {
        return ResponseUnwrapper.of(
                        SERVICE, () -> deliveries.stop(orderId, new StopRequest(userId, reason, evenIfPickedUp)))
                .outcome();
    }

    @Override
    public DeliveryState stateOf(UUID orderId) {
        DeliveryResponse found = ResponseUnwrapper.of(SERVICE, () -> deliveries.find(orderId));
        return new DeliveryState(
                found.status(),
                found.deliveryId(),
                found.deliveryAgentId(),
                found.stopped(),
                found.goods(),
                found.reason(),
                found.since());
    }
}
