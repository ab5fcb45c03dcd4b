package com.homedelivery.order.application;

import com.homedelivery.order.domain.ForgottenCustomers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Forgets customers again and again for a week: a request of theirs that was under way may have placed an order a moment after they were
 * forgotten. Longer than access tokens live nothing of them comes any more.
 */
@Component
class ForgetCustomersJob {

    private static final int AT_ONCE = 200;
    private static final Duration KEEP = Duration.ofDays(7);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final Logger log = LoggerFactory.getLogger(ForgetCustomersJob.class);

    private final ForgottenCustomers customers;
    private final ForgetCustomer forget;
    private final TransactionOperations transaction;
    private final Clock clock;

    ForgetCustomersJob(
            ForgottenCustomers customers, ForgetCustomer forget, TransactionOperations transaction, Clock clock) {
        this.customers = customers;
        this.forget = forget;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            List<UUID> found = forgetAfter(BEFORE_ALL);
            while (found.size() == AT_ONCE) {
                found = forgetAfter(found.getLast());
            }
            transaction.executeWithoutResult(
                    _ -> customers.deleteBefore(clock.instant().minus(KEEP)));
        } catch (RuntimeException e) {
            log.warn("Customers whose accounts were deleted are not forgotten again yet: {}", e.toString());
        }
    }

    private List<UUID> forgetAfter(UUID last) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            List<UUID> found = customers.findAfter(last, Limit.of(AT_ONCE));
            if (!found.isEmpty()) {
                forget.forget(found);
            }
            return found;
        }));
    }
}
