package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.PhoneCodes;
import com.homedelivery.notification.domain.PushSubscriptions;
import com.homedelivery.notification.domain.Recipients;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets a person whose account is gone: what they were told, where they were reached, what they had chosen. That the
 * account is gone is kept, so that an event which comes late does not bring the person back.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ForgetPerson {

    private final Recipients recipients;
    private final Notifications notifications;
    private final PushSubscriptions subscriptions;
    private final PhoneCodes codes;
    private final ForgetWebhookDeliveries deliveries;

    ForgetPerson(
            Recipients recipients,
            Notifications notifications,
            PushSubscriptions subscriptions,
            PhoneCodes codes,
            ForgetWebhookDeliveries deliveries) {
        this.recipients = recipients;
        this.notifications = notifications;
        this.subscriptions = subscriptions;
        this.codes = codes;
        this.deliveries = deliveries;
    }

    /** But for a mail about the deletion itself, which goes to the address that it has. */
    void forget(UUID userId, Instant deletedAt) {
        recipients.findOrCreateForUpdate(userId).forget(deletedAt);
        notifications.deleteOf(userId);
        subscriptions.deleteOf(userId);
        codes.deleteOf(userId);
        deliveries.of(userId);
    }
}
