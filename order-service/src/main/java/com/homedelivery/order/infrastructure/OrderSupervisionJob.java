package com.homedelivery.order.infrastructure;

import com.homedelivery.order.application.SuperviseOrders;
import com.homedelivery.order.application.SuperviseOrders.Batch;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** Checks the orders that are due, those of a batch at the same time: each waits for other services. */
@Component
class OrderSupervisionJob {

    private final SuperviseOrders supervise;

    OrderSupervisionJob(SuperviseOrders supervise) {
        this.supervise = supervise;
    }

    /**
     * Checks one batch of what is due now.
     *
     * @return when the next is due, perhaps already; empty when no order is in progress
     */
    Optional<Instant> runOnce() {
        Batch batch = supervise.claim();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            batch.toCheck().forEach(claimed -> calls.execute(() -> supervise.check(claimed)));
        }
        return supervise.nextCheckAfter(batch);
    }
}
