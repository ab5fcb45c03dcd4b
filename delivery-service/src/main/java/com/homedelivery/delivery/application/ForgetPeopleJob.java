package com.homedelivery.delivery.application;

import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.Delivery;
import com.homedelivery.delivery.domain.ForgottenPeople;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets who people were whose accounts were deleted: as customers, once their deliveries are over, and as riders. It looks
 * again and again, because a delivery ends later, and a confirmation or a position may come late.
 */
@Component
class ForgetPeopleJob {

    private static final int AT_ONCE = 100;

    private static final Logger log = LoggerFactory.getLogger(ForgetPeopleJob.class);

    private final ForgottenPeople people;
    private final Deliveries deliveries;
    private final RiderLocationIndex locations;
    private final TransactionOperations transaction;
    private final Clock clock;

    ForgetPeopleJob(
            ForgottenPeople people,
            Deliveries deliveries,
            RiderLocationIndex locations,
            TransactionOperations transaction,
            Clock clock) {
        this.people = people;
        this.deliveries = deliveries;
        this.locations = locations;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void run() {
        try {
            List<UUID> riders = transaction.execute(_ -> people.forgetRiders());
            if (riders != null && !riders.isEmpty()) {
                locations.removeFree(riders);
            }
            Integer forgotten;
            do {
                forgotten = transaction.execute(_ -> forgetDeliveries());
            } while (forgotten != null && forgotten == AT_ONCE);
        } catch (RuntimeException e) {
            log.warn("People whose accounts were deleted are not forgotten yet: {}", e.toString());
        }
    }

    private int forgetDeliveries() {
        List<UUID> found = people.findDeliveriesToForget(AT_ONCE);
        found.forEach(id -> deliveries.findById(id).ifPresent(this::forget));
        return found.size();
    }

    private void forget(Delivery delivery) {
        delivery.forgetCustomer(clock.instant());
    }
}
