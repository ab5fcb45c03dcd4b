package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.TokenEpoch;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Publishes which access tokens are revoked. What fails here is repeated by {@link TokenEpochPublishJob}. */
@Component
class TokenEpochPublisher {

    private static final Logger log = LoggerFactory.getLogger(TokenEpochPublisher.class);

    private final TokenEpochStore store;
    private final Clock clock;

    TokenEpochPublisher(TokenEpochStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** To be called after the commit, and not in a transaction. */
    void publish(Account account) {
        publish(List.of(new TokenEpoch(account.id(), account.tokenEpoch(), clock.instant())));
    }

    /** @return whether the store was reachable */
    boolean publish(List<TokenEpoch> epochs) {
        try {
            store.store(epochs);
            return true;
        } catch (DataAccessException e) {
            log.warn("Revoked access tokens are still accepted, trying again in a minute: {}", e.getMessage());
            return false;
        }
    }
}
