package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.RequestCount;
import com.homedelivery.auth.domain.RequestCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Counts what may be asked for only so often, for all instances together. */
@Component
class RequestLimits {

    private final RequestCounts counts;
    private final TransactionOperations transactions;
    private final Clock clock;

    RequestLimits(RequestCounts counts, TransactionOperations transactions, Clock clock) {
        this.counts = counts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What may be asked for so often.
     *
     * @param what a name of its own
     * @param limit how often in a window, which begins with the first request
     */
    record Limit(String what, int limit, Duration window) {}

    /**
     * Counts one more request.
     *
     * @param whose whom the limit holds for
     * @return how long until one is granted again; zero when this one is
     */
    Duration take(Limit limit, String whose) {
        Instant now = clock.instant();
        String key = RequestCount.keyOf(limit.what(), whose);
        RequestCount count = transactions.execute(_ -> counts.count(key, now, now.plus(limit.window())));
        return Objects.requireNonNull(count).waitAbove(limit.limit(), now);
    }
}
