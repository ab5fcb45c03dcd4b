package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.InvalidOtpException;
import com.homedelivery.delivery.domain.OtpLockedException;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rider picks up, hands over, or gives up. */
@Service
public class ExecuteDelivery {

    private final Deliveries deliveries;
    private final DeliveryViews views;
    private final DeliveryEventPublisher announcements;
    private final DeliveryProperties properties;
    private final Clock clock;

    ExecuteDelivery(
            Deliveries deliveries,
            DeliveryViews views,
            DeliveryEventPublisher announcements,
            DeliveryProperties properties,
            Clock clock) {
        this.deliveries = deliveries;
        this.views = views;
        this.announcements = announcements;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * The rider has the goods. One who says so again, for the answer was lost, gets the same answer.
     *
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when it is over
     */
    @Transactional
    public DeliveryView pickUp(UUID deliveryId, UUID riderId) {
        Delivery delivery = locked(deliveryId);
        delivery.pickUp(riderId, clock.instant()).ifPresent(started -> announcements.statusChanged(delivery, started));
        return views.of(delivery);
    }

    /**
     * The customer has the goods and has told the rider the code. A rider who says so again with this code, for the answer
     * was lost, gets the same answer.
     *
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when the rider does not have the goods
     * @throws InvalidOtpException when it is not the customer's code
     * @throws OtpLockedException after too many wrong codes, for a while
     */
    @Transactional(noRollbackFor = InvalidOtpException.class)
    public DeliveryView handOver(UUID deliveryId, UUID riderId, String otp) {
        Delivery delivery = locked(deliveryId);
        delivery.handOver(riderId, otp, properties.handover().policy(), clock.instant())
                .ifPresent(completed -> {
                    announcements.statusChanged(delivery, completed);
                    announcements.signal(new DispatchSignal.RiderFree());
                });
        return views.of(delivery);
    }

    /**
     * The rider has the goods and gives up, or an admin does for a rider of whom nothing is heard any more.
     *
     * @throws NotFoundException when it is not this rider's
     * @throws ConflictException when it has not been picked up, or it is over
     */
    @Transactional
    public DeliveryView fail(UUID deliveryId, CurrentUser by, String reason) {
        Delivery delivery = locked(deliveryId);
        Instant now = clock.instant();
        announcements.statusChanged(
                delivery, by.isAdmin() ? delivery.writeOff(reason, now) : delivery.fail(by.id(), reason, now));
        announcements.signal(new DispatchSignal.RiderFree());
        return views.of(delivery);
    }

    private Delivery locked(UUID deliveryId) {
        return deliveries.lock(deliveryId).orElseThrow(() -> new NotFoundException("Delivery"));
    }
}
