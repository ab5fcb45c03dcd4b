package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.TokenEpoch;
import com.homedelivery.shared.security.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells every service which access tokens are outdated: at once after a change, and again and again for as long as a
 * token from before it may be about. So neither a crash after the commit nor a store that was away or lost its data
 * leaves one good for longer than a minute. Instances may do it side by side.
 */
@Component
class TokenEpochPublishJob {

    private static final Logger log = LoggerFactory.getLogger(TokenEpochPublishJob.class);
    private static final int BATCH = 500;
    /** What clocks may differ by, and more. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final UUID FIRST_ID = new UUID(0, 0);

    private final Accounts accounts;
    private final TokenEpochStore store;
    private final Duration tokenLifetime;
    private final Clock clock;

    TokenEpochPublishJob(Accounts accounts, TokenEpochStore store, AccessTokens tokens, Clock clock) {
        this.accounts = accounts;
        this.store = store;
        this.tokenLifetime = tokens.lifetime();
        this.clock = clock;
    }

    /** To be called after the commit, and not in a transaction. */
    void changed(Account account) {
        publish(List.of(new TokenEpoch(account.id(), account.tokenEpoch(), clock.instant())));
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void publishAll() {
        Instant changedAt = clock.instant().minus(tokenLifetime).minus(MARGIN);
        UUID id = FIRST_ID;
        List<TokenEpoch> batch;
        do {
            batch = accounts.findTokenEpochsAfter(changedAt, id, Limit.of(BATCH));
            // None is worth telling as well: services rely on what they know only as long as they are told.
            if (!publish(batch) || batch.isEmpty()) {
                return;
            }
            changedAt = batch.getLast().changedAt();
            id = batch.getLast().accountId();
        } while (batch.size() == BATCH);
    }

    private boolean publish(List<TokenEpoch> epochs) {
        try {
            store.store(epochs);
            return true;
        } catch (DataAccessException e) {
            log.warn("Outdated access tokens are still accepted, trying again in a minute: {}", e.getMessage());
            return false;
        }
    }
}
