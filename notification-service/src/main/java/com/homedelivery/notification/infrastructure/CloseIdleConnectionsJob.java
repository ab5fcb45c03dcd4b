package com.homedelivery.notification.infrastructure;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes connections to the mail server that were idle for too long. */
@Component
class CloseIdleConnectionsJob {

    private final SmtpConnectionPool pool;

    CloseIdleConnectionsJob(SmtpConnectionPool pool) {
        this.pool = pool;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void closeExpired() {
        pool.closeExpired();
    }
}
