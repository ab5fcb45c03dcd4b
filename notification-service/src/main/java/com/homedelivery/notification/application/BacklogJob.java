package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.WebhookDeliveries;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Measures the age of the oldest message of each channel, and of the oldest delivery of a webhook, that was not accepted
 * although it was due, every 15 seconds: reading the metric costs no query.
 */
@Component
class BacklogJob {

    private static final Logger log = LoggerFactory.getLogger(BacklogJob.class);

    private final Notifications notifications;
    private final WebhookDeliveries deliveries;
    private final Clock clock;
    private final Map<Channel, Instant> oldest = new ConcurrentHashMap<>();
    private volatile @Nullable Instant oldestDelivery;

    BacklogJob(Notifications notifications, WebhookDeliveries deliveries, Clock clock, MeterRegistry meters) {
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.clock = clock;
        TimeGauge.builder("homedelivery.notification.mails.oldest.age", () -> age(Channel.EMAIL), TimeUnit.SECONDS)
                .description("Age of the oldest e-mail that no mail server has taken yet")
                .register(meters);
        TimeGauge.builder("homedelivery.notification.sms.oldest.age", () -> age(Channel.SMS), TimeUnit.SECONDS)
                .description("Age of the oldest SMS that is due and that the provider has not taken yet")
                .register(meters);
        TimeGauge.builder("homedelivery.notification.push.oldest.age", () -> age(Channel.PUSH), TimeUnit.SECONDS)
                .description("Age of the oldest push message that is due and that no push service has taken yet")
                .register(meters);
        TimeGauge.builder("homedelivery.notification.webhooks.oldest.age", () -> age(oldestDelivery), TimeUnit.SECONDS)
                .description("Age of the oldest delivery of a webhook that is due")
                .register(meters);
    }

    @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    void read() {
        for (Channel channel : Channel.values()) {
            try {
                keep(channel, notifications.findOldestUndelivered(channel, clock.instant()));
            } catch (RuntimeException e) {
                log.warn("The oldest {} could not be read: {}", channel, e.toString());
            }
        }
        try {
            oldestDelivery = deliveries.findOldestDue(clock.instant());
        } catch (RuntimeException e) {
            log.warn("The oldest delivery of a webhook could not be read: {}", e.toString());
        }
    }

    private void keep(Channel channel, @Nullable Instant since) {
        if (since == null) {
            oldest.remove(channel);
        } else {
            oldest.put(channel, since);
        }
    }

    private long age(Channel channel) {
        return age(oldest.get(channel));
    }

    private long age(@Nullable Instant since) {
        return since == null ? 0 : Duration.between(since, clock.instant()).toSeconds();
    }
}
