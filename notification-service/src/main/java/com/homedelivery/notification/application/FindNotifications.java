package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows people their notifications. */
@Component
public class FindNotifications {

    private static final int MAX_UNPAGED = 100;

    private final Notifications notifications;

    FindNotifications(Notifications notifications) {
        this.notifications = notifications;
    }

    /** A person's last hundred notifications, newest first. */
    public List<Notification> latest(UUID userId) {
        return notifications.findByUserId(userId, MAX_UNPAGED, 0);
    }

    /** A page of a person's notifications, newest first. */
    public List<Notification> page(UUID userId, int limit, int offset) {
        return notifications.findByUserId(userId, limit, offset);
    }

    public long count(UUID userId) {
        return notifications.countByUserId(userId);
    }
}
