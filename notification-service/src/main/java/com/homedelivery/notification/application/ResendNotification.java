package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipients;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sends notifications once more that an admin has picked, most often one that was given up. */
@Component
@Transactional
public class ResendNotification {

    private final Notifications notifications;
    private final Recipients recipients;
    private final DispatchSignals signals;
    private final Clock clock;

    ResendNotification(Notifications notifications, Recipients recipients, DispatchSignals signals, Clock clock) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.signals = signals;
        this.clock = clock;
    }

    /** A page of what was given up, newest first. */
    @Transactional(readOnly = true)
    public List<Notification> failed(int limit, int offset) {
        return notifications.findFailed(limit, offset);
    }

    @Transactional(readOnly = true)
    public long countFailed() {
        return notifications.countFailed();
    }

    /**
     * Sends it once more, to the address that its recipient has now.
     *
     * @throws ConflictException when it waits to be sent anyway, or its recipient has no address
     */
    public Notification resend(UUID id) {
        Notification notification = notifications.findByIdsForUpdate(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("Notification"));
        UUID userId = notification.userId();
        boolean due = userId != null
                && recipients
                        .findById(userId)
                        .filter(recipient -> notification.resend(recipient, clock.instant()))
                        .isPresent();
        if (!due) {
            throw new ConflictException("The notification waits to be sent, or its recipient cannot be reached");
        }
        signals.wakeUpAfterCommit(notification.channel());
        return notification;
    }
}
