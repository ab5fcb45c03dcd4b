package com.homedelivery.order.infrastructure;

import com.homedelivery.order.domain.Quotes;
import com.homedelivery.shared.work.BatchedDeletion;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes quotes a day after they have expired: so long a customer is told what has become of one. */
@Component
class QuoteRetentionJob {

    private static final Duration KEEP = Duration.ofDays(1);

    private final Quotes quotes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    QuoteRetentionJob(Quotes quotes, TransactionTemplate transaction, Clock clock) {
        this.quotes = quotes;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void run() {
        BatchedDeletion.run(
                "quotes",
                transaction,
                most -> quotes.deleteExpired(clock.instant().minus(KEEP), most));
    }
}
