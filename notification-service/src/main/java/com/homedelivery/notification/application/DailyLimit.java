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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Bounds what SMS cost: a person gets no more than so many a day (UTC), however many events there are. What is beyond
 * that is given up; by e-mail the person is told all the same. An SMS whose answer never came may have been sent: it is
 * handed over once more, which counts again, and no third time.
 */
@Component
class DailyLimit {

    private static final int MOST_HAND_OVERS = 2;

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
        Map<UUID, Due> byId =
                messages.stream().collect(Collectors.toMap(due -> due.message().notificationId(), Function.identity()));
        // People are locked in one order: or two instances could wait for each other.
        return claimed.stream()
                .sorted(Comparator.comparing(Notification::userId))
                .map(notification -> apply(notification, Objects.requireNonNull(byId.get(notification.id())), now))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Due> apply(Notification notification, Due due, Instant now) {
        if (due.unknownSince() != null) {
            boolean mayBeSent =
                    due.mayBeSent() && notification.unknownOutcomes() <= MOST_HAND_OVERS && mayCount(notification, now);
            return Optional.of(mayBeSent ? due : due.toBeFound());
        }
        if (mayCount(notification, now)) {
            return Optional.of(due);
        }
        outbox.publish(notification.giveUp("The limit of the day", "The limit of the day", now));
        refused.increment();
        return Optional.empty();
    }

    private boolean mayCount(Notification notification, Instant now) {
        return notification.isCounted() || count(notification, now);
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
