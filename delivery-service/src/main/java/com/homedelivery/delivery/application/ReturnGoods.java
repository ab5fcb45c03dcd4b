package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The goods of a delivery that failed on the way are back in the store. */
@Service
public class ReturnGoods {

    private final Deliveries deliveries;
    private final DeliveryViewAssembler views;
    private final Outbox outbox;
    private final Clock clock;

    ReturnGoods(Deliveries deliveries, DeliveryViewAssembler views, Outbox outbox, Clock clock) {
        this.deliveries = deliveries;
        this.views = views;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Saying so again changes nothing.
     *
     * @throws NotFoundException when there is no such delivery
     * @throws ConflictException when it has not failed after pickup
     */
    @Transactional
    public DeliveryView confirm(UUID deliveryId) {
        Delivery delivery =
                deliveries.findByIdForUpdate(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
        delivery.returnGoods(clock.instant()).ifPresent(outbox::publish);
        return views.of(delivery);
    }
}
