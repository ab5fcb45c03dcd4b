package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Notifications;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Measures the age of the oldest mail that no mail server has accepted yet, every 15 seconds: reading the metric costs
 * no query.
 */
@Component
class MailBacklogJob {

    private static final Logger log = LoggerFactory.getLogger(MailBacklogJob.class);

    private final Notifications notifications;
    private final Clock clock;
    private volatile @Nullable Instant oldest;

    MailBacklogJob(Notifications notifications, Clock clock, MeterRegistry meters) {
        this.notifications = notifications;
        this.clock = clock;
        TimeGauge.builder("homedelivery.notification.mails.oldest.age", this::seconds, TimeUnit.SECONDS)
                .description("Age of the oldest e-mail that no mail server has taken yet")
                .register(meters);
    }

    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void read() {
        try {
            oldest = notifications.findOldestUndelivered();
        } catch (RuntimeException e) {
            log.warn("The oldest mail could not be read: {}", e.toString());
        }
    }

    private long seconds() {
        Instant since = oldest;
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }
}
