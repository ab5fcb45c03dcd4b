package com.homedelivery.delivery.application;

import com.homedelivery.delivery.DeliveryProperties;
import com.homedelivery.delivery.domain.Deliveries;
import com.homedelivery.delivery.domain.ForgottenPeople;
import com.homedelivery.delivery.domain.OrderTombstones;
import com.homedelivery.shared.work.BatchedDeletion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes old offers and tombstones in batches. Deliveries themselves are kept. */
@Component
class RetentionJob {

    /** Longer than a confirmation can be late. */
    private static final Duration KEEP_TOMBSTONES = Duration.ofDays(30);

    private final Deliveries deliveries;
    private final OrderTombstones orderTombstones;
    private final ForgottenPeople people;
    private final TransactionOperations transaction;
    private final DeliveryProperties properties;
    private final Clock clock;

    RetentionJob(
            Deliveries deliveries,
            OrderTombstones orderTombstones,
            ForgottenPeople people,
            TransactionOperations transaction,
            DeliveryProperties properties,
            Clock clock) {
        this.deliveries = deliveries;
        this.orderTombstones = orderTombstones;
        this.people = people;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void run() {
        Instant now = clock.instant();
        Instant offersBefore = now.minus(properties.keepOffers());
        Instant tombstonesBefore = now.minus(KEEP_TOMBSTONES);
        BatchedDeletion.run("offers", transaction, most -> deliveries.deleteOffersBefore(offersBefore, most));
        BatchedDeletion.run(
                "stopped orders", transaction, most -> orderTombstones.deleteBefore(tombstonesBefore, most));
        BatchedDeletion.run("forgotten people", transaction, most -> people.deleteBefore(tombstonesBefore, most));
    }
}
