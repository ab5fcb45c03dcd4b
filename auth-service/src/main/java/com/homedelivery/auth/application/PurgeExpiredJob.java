package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.LoginAttemptsRepository;
import com.homedelivery.auth.domain.RefreshTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes expired refresh tokens and outdated login failures, a bounded number each time. Instances do not block one another. */
@Component
class PurgeExpiredJob {

    private static final Logger log = LoggerFactory.getLogger(PurgeExpiredJob.class);
    private static final int BATCH = 500;
    private static final int MAX_BATCHES = 100;

    private final RefreshTokens refreshTokens;
    private final LoginAttemptsRepository attempts;
    private final AuthProperties properties;
    private final TransactionOperations transactions;
    private final Clock clock;

    PurgeExpiredJob(
            RefreshTokens refreshTokens,
            LoginAttemptsRepository attempts,
            AuthProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.refreshTokens = refreshTokens;
        this.attempts = attempts;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void run() {
        Instant now = clock.instant();
        int tokens = inBatches(() -> refreshTokens.deleteExpired(now, BATCH));
        Instant inactiveSince = now.minus(properties.lockout().lockFor());
        int failures = inBatches(() -> attempts.deleteInactiveSince(inactiveSince, BATCH));
        if (tokens + failures > 0) {
            log.info("Purged {} expired refresh tokens and {} outdated login failures", tokens, failures);
        }
    }

    private int inBatches(IntSupplier deleteBatch) {
        int total = 0;
        for (int batch = 0; batch < MAX_BATCHES; batch++) {
            Integer deleted = transactions.execute(_ -> deleteBatch.getAsInt());
            total += deleted == null ? 0 : deleted;
            if (deleted == null || deleted < BATCH) {
                break;
            }
        }
        return total;
    }
}
