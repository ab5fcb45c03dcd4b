package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.application.DispatchJob.DeliveryResult;
import com.homedelivery.notification.application.MessageSender.DeferredException;
import com.homedelivery.notification.application.MessageSender.DeliveryException;
import com.homedelivery.notification.application.MessageSender.LostException;
import com.homedelivery.notification.application.MessageSender.ObsoleteException;
import com.homedelivery.notification.application.MessageSender.RejectedException;
import com.homedelivery.notification.application.MessageSender.ServerUnavailableException;
import com.homedelivery.notification.application.MessageSender.UnknownAddressException;
import com.homedelivery.notification.application.MessageSender.UnknownOutcomeException;
import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.NotificationStatus;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records whether messages were accepted. A result may come late, when the message was claimed again or is settled already:
 * only a notification that is being sent is changed.
 */
@Component
class RecordDelivery {

    private final Notifications notifications;
    private final Recipients recipients;
    private final Outbox outbox;
    private final NotificationProperties properties;
    private final Clock clock;
    private final DeliveryFailures failures;

    RecordDelivery(
            Notifications notifications,
            Recipients recipients,
            Outbox outbox,
            NotificationProperties properties,
            Clock clock,
            DeliveryFailures failures) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
        this.failures = failures;
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
            case DeliveryResult.Accepted accepted ->
                outbox.publish(notification.markSent(accepted.providerId(), accepted.at()));
            case DeliveryResult.NotAccepted notAccepted ->
                retryOrGiveUp(notification, notAccepted).ifPresent(event -> failures.publish(notification, event));
        }
    }

    private Optional<NotificationFailed> retryOrGiveUp(Notification notification, DeliveryResult.NotAccepted result) {
        Instant now = clock.instant();
        DeliveryException reason = result.reason();
        return switch (reason) {
            case ServerUnavailableException _ -> {
                notification.returnToQueue(now);
                yield Optional.empty();
            }
            case DeferredException _ ->
                notification.defer(
                        reason.reason(), reason.serverReply(), properties.firstRetry(), properties.giveUpAfter(), now);
            case RejectedException _ ->
                notification.reject(
                        reason.reason(), reason.serverReply(), properties.tries(), properties.firstRetry(), now);
            case UnknownAddressException _ -> refuseAddress(notification, result, now);
            case UnknownOutcomeException _ -> {
                notification.doubt(reason.serverReply(), now.plus(properties.firstRetry()));
                yield Optional.empty();
            }
            case LostException _ -> Optional.of(notification.giveUp(reason.reason(), reason.serverReply(), now));
            case ObsoleteException _ -> {
                notifications.delete(notification);
                yield Optional.empty();
            }
        };
    }

    /** A mail server may be wrong about an address for a moment, the provider of SMS is not. */
    private Optional<NotificationFailed> refuseAddress(
            Notification notification, DeliveryResult.NotAccepted result, Instant now) {
        DeliveryException reason = result.reason();
        Optional<NotificationFailed> failed = notification.channel() == Channel.EMAIL
                ? notification.reject(
                        reason.reason(), reason.serverReply(), properties.tries(), properties.firstRetry(), now)
                : Optional.of(notification.giveUp(reason.reason(), reason.serverReply(), now));
        failed.flatMap(event -> recipients.findByIdForUpdate(event.userId()))
                .ifPresent(recipient -> recipient.bounce(notification.channel(), result.to()));
        return failed;
    }
}
