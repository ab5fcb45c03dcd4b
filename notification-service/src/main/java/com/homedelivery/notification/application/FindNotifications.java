package com.homedelivery.notification.application;

import com.homedelivery.notification.domain.Notification;
import com.homedelivery.notification.domain.Notifications;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows people what they were told. */
@Component
public class FindNotifications {

    private static final int WITHOUT_PAGES = 100;

    private final Notifications notifications;

    FindNotifications(Notifications notifications) {
        this.notifications = notifications;
    }

    /** The last hundred things that a person was told, newest first. */
    public List<Notification> latest(UUID userId) {
        return notifications.toldTo(userId, WITHOUT_PAGES, 0);
    }

    /** A page of what a person was told, newest first. */
    public List<Notification> page(UUID userId, int limit, int offset) {
        return notifications.toldTo(userId, limit, offset);
    }

    public long count(UUID userId) {
        return notifications.countByUserId(userId);
    }
}
