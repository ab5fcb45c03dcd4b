package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.MailDispatchJob.DeliveryResult;
import com.homedelivery.notification.application.MailSender.MailDeferredException;
import com.homedelivery.notification.application.MailSender.MailDeliveryException;
import com.homedelivery.notification.application.MailSender.MailRejectedException;
import com.homedelivery.notification.application.MailSender.MailServerUnavailableException;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.NotificationStatus;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.AfterCommit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records whether mails were accepted. A result may come late, when the mail was claimed again or is settled already:
 * only a notification that is being sent is changed.
 */
@Component
class RecordMailDelivery {

    private static final Logger log = LoggerFactory.getLogger(RecordMailDelivery.class);

    private final Notifications notifications;
    private final Outbox outbox;
    private final NotificationProperties properties;
    private final Clock clock;
    private final Counter failures;

    RecordMailDelivery(
            Notifications notifications,
            Outbox outbox,
            NotificationProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.notifications = notifications;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
        this.failures = Counter.builder("homedelivery.notification.mails.failed")
                .description("E-mails that were given up and wait for a person")
                .register(meters);
    }

    /** Records several at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(List<DeliveryResult> results) {
        Map<UUID, Notification> sending =
                notifications
                        .findByIdsForUpdate(results.stream()
                                .map(DeliveryResult::notificationId)
                                .toList())
                        .stream()
                        .filter(notification -> notification.status() == NotificationStatus.SENDING)
                        .collect(Collectors.toMap(Notification::id, Function.identity()));
        for (DeliveryResult result : results) {
            Notification notification = sending.get(result.notificationId());
            if (notification != null) {
                record(notification, result);
            }
        }
    }

    private void record(Notification notification, DeliveryResult result) {
        switch (result) {
            case DeliveryResult.Accepted accepted -> outbox.publish(notification.markSent(accepted.at()));
            case DeliveryResult.NotAccepted notAccepted ->
                retryOrGiveUp(notification, notAccepted.reason()).ifPresent(this::publishFailure);
        }
    }

    private Optional<NotificationFailed> retryOrGiveUp(Notification notification, MailDeliveryException reason) {
        Instant now = clock.instant();
        return switch (reason) {
            case MailServerUnavailableException _ -> {
                notification.returnToQueue(now);
                yield Optional.empty();
            }
            case MailDeferredException _ ->
                notification.defer(
                        reason.reason(), reason.serverReply(), properties.firstRetry(), properties.giveUpAfter(), now);
            case MailRejectedException _ ->
                notification.reject(
                        reason.reason(), reason.serverReply(), properties.tries(), properties.firstRetry(), now);
        };
    }

    private void publishFailure(NotificationFailed event) {
        outbox.publish(event);
        AfterCommit.run(() -> {
            failures.increment();
            log.error("Mail {} was given up: {}", event.notificationId(), event.reason());
        });
    }
}
