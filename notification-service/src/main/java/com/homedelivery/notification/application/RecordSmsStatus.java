package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Channel;
import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the provider says of an SMS after it has taken it; it may say so late, twice, and in any order. */
@Component
@Transactional
public class RecordSmsStatus {

    private final Notifications notifications;
    private final Recipients recipients;
    private final Outbox outbox;
    private final DeliveryFailures failures;
    private final Clock clock;

    RecordSmsStatus(
            Notifications notifications, Recipients recipients, Outbox outbox, DeliveryFailures failures, Clock clock) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.outbox = outbox;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * The provider has it, whatever becomes of it.
     *
     * @param providerId what the provider calls it
     */
    public void taken(UUID notificationId, String providerId) {
        smsOf(notificationId)
                .forEach(notification -> notification
                        .confirmAcceptance(providerId, clock.instant())
                        .ifPresent(outbox::publish));
    }

    /** It has arrived. */
    public void delivered(UUID notificationId) {
        smsOf(notificationId).forEach(notification -> notification.confirmDelivery(clock.instant()));
    }

    /**
     * It did not arrive.
     *
     * @param errorCode the provider's, 0 when it gives none
     * @param isAddressUnknown whether no SMS to this number will ever arrive
     */
    public void undelivered(UUID notificationId, int errorCode, boolean isAddressUnknown) {
        smsOf(notificationId)
                .forEach(notification -> notification
                        .bounce("Undelivered: " + errorCode, clock.instant())
                        .ifPresent(event -> {
                            failures.publish(notification, event);
                            if (isAddressUnknown) {
                                bounce(notification);
                            }
                        }));
    }

    private List<Notification> smsOf(UUID notificationId) {
        return notifications.findByIdsForUpdate(List.of(notificationId)).stream()
                .filter(notification -> notification.channel() == Channel.SMS)
                .toList();
    }

    private void bounce(Notification notification) {
        UUID userId = notification.userId();
        if (userId != null) {
            recipients.findByIdForUpdate(userId).ifPresent(RecordSmsStatus::stopSms);
        }
    }

    private static void stopSms(Recipient recipient) {
        recipient.bounce(Channel.SMS, recipient.anyAddress(Channel.SMS));
    }
}
