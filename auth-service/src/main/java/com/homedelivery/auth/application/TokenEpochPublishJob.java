package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.TokenEpoch;
import com.homedelivery.shared.security.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes every minute which access tokens are revoked, each epoch for as long as a token from before it may be in use.
 * So neither a crash after the commit of a change nor a store that was down or lost its data leaves a revoked token valid
 * for longer than a minute. Instances may do it concurrently.
 */
@Component
class TokenEpochPublishJob {

    private static final int BATCH = 500;
    /** More than the difference between clocks. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final UUID FIRST_ID = new UUID(0, 0);

    private final Accounts accounts;
    private final TokenEpochPublisher publisher;
    private final Duration tokenLifetime;
    private final Clock clock;

    TokenEpochPublishJob(Accounts accounts, TokenEpochPublisher publisher, AccessTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.publisher = publisher;
        this.tokenLifetime = tokens.lifetime();
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void run() {
        Instant changedAt = clock.instant().minus(tokenLifetime).minus(MARGIN);
        UUID id = FIRST_ID;
        List<TokenEpoch> batch;
        do {
            batch = accounts.findTokenEpochsAfter(changedAt, id, Limit.of(BATCH));
            // An empty batch is published too: services trust what they know only while publications arrive.
            if (!publisher.publish(batch) || batch.isEmpty()) {
                return;
            }
            changedAt = batch.getLast().changedAt();
            id = batch.getLast().accountId();
        } while (batch.size() == BATCH);
    }
}
