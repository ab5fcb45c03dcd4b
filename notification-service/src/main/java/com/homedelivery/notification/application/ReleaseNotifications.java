package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.OrderProjection;
import com.homedelivery.notification.domain.Recipient;
import com.homedelivery.notification.domain.Recipients;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Releases notifications that have waited until their recipient, or an address, became known. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ReleaseNotifications {

    private final Recipients recipients;
    private final Notifications notifications;
    private final DispatchSignals signals;
    private final Clock clock;

    ReleaseNotifications(Recipients recipients, Notifications notifications, DispatchSignals signals, Clock clock) {
        this.recipients = recipients;
        this.notifications = notifications;
        this.signals = signals;
        this.clock = clock;
    }

    /** The recipient's address is known now. */
    public void forAddressOf(Recipient recipient) {
        notifications.findWaitingForAddressOf(recipient.userId()).forEach(waiting -> release(waiting, recipient));
    }

    /** It is known now whose the order is. If it is cancelled, nobody has to know any more. */
    public void forOwnerOf(OrderProjection order, UUID userId) {
        for (Notification waiting : notifications.findWaitingForOwnerOf(order.orderId())) {
            if (order.isCancelled()) {
                notifications.delete(waiting);
            } else {
                release(waiting, recipients.findOrCreateForShare(userId));
            }
        }
    }

    /** If the recipient is an admin, they get what has waited for the first one. */
    public void forAdmin(Recipient recipient) {
        if (recipient.isAdmin()) {
            notifications.deleteWaitingForAdminAlreadySentTo(recipient.userId());
            notifications.findWaitingForAdmin().forEach(waiting -> release(waiting, recipient));
        }
    }

    private void release(Notification waiting, Recipient recipient) {
        if (recipient.wants(waiting.template(), waiting.channel())) {
            waiting.assignTo(recipient, clock.instant());
            signals.wakeUpAfterCommit(waiting.channel());
        } else {
            notifications.delete(waiting);
        }
    }
}
