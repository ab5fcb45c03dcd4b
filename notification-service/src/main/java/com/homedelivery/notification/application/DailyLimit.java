package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.DispatchJob.Due;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.messaging.outbox.Outbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Bounds what SMS cost: a person gets no more than so many a day (UTC), however many events there are. What is beyond
 * that is given up; by e-mail the person is told all the same.
 */
@Component
class DailyLimit {

    private final Recipients recipients;
    private final Outbox outbox;
    private final int most;
    private final Counter refused;

    DailyLimit(Recipients recipients, Outbox outbox, NotificationProperties properties, MeterRegistry meters) {
        this.recipients = recipients;
        this.outbox = outbox;
        this.most = properties.sms().perDay();
        this.refused = Counter.builder("homedelivery.notification.sms.limited")
                .description("SMS that were not sent because their recipient had had enough that day")
                .register(meters);
    }

    /**
     * Those of the claimed messages that may be sent.
     *
     * @param claimed locked
     */
    List<Due> apply(Channel channel, List<Notification> claimed, List<Due> messages, Instant now) {
        if (channel != Channel.SMS) {
            return messages;
        }
        Set<UUID> allowed = new HashSet<>();
        // People are locked in one order: or two instances could wait for each other.
        claimed.stream().sorted(Comparator.comparing(Notification::userId)).forEach(notification -> {
            if (notification.isCounted() || count(notification, now)) {
                allowed.add(notification.id());
            } else {
                outbox.publish(notification.giveUp("The limit of the day", "The limit of the day", now));
                refused.increment();
            }
        });
        return messages.stream()
                .filter(due -> allowed.contains(due.message().notificationId()))
                .toList();
    }

    private boolean count(Notification notification, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (notification.userId() == null || recipients.countMessage(notification.userId(), today, most) == 0) {
            return false;
        }
        notification.count();
        return true;
    }
}
