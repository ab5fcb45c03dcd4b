package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.OrderProjections;
import com.homedelivery.notification.domain.PhoneCodes;
import com.homedelivery.notification.domain.WebhookDeliveries;
import com.homedelivery.shared.work.BatchedDeletion;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes what is no longer needed, a little at a time. */
@Component
class RetentionJob {

    private final Notifications notifications;
    private final OrderProjections orders;
    private final PhoneCodes codes;
    private final WebhookDeliveries deliveries;
    private final TransactionOperations transaction;
    private final NotificationProperties properties;
    private final Clock clock;

    RetentionJob(
            Notifications notifications,
            OrderProjections orders,
            PhoneCodes codes,
            WebhookDeliveries deliveries,
            TransactionOperations transaction,
            NotificationProperties properties,
            Clock clock) {
        this.notifications = notifications;
        this.orders = orders;
        this.codes = codes;
        this.deliveries = deliveries;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteExpired() {
        Instant now = clock.instant();
        Instant notificationsBefore = now.minus(properties.keepNotifications());
        Instant ordersBefore = now.minus(properties.keepOrderProjections());
        BatchedDeletion.run(
                "notifications", transaction, limit -> notifications.deleteBefore(notificationsBefore, limit));
        Instant deliveriesBefore = now.minus(properties.webhooks().keepDeliveries());
        BatchedDeletion.run(
                "deliveries of webhooks", transaction, limit -> deliveries.deleteBefore(deliveriesBefore, limit));
        BatchedDeletion.run("codes for numbers", transaction, limit -> codes.deleteBefore(now, limit));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        BatchedDeletion.run("counts of codes", transaction, limit -> codes.deleteCountsBefore(today, limit));
        BatchedDeletion.run("known orders", transaction, limit -> orders.deleteBefore(ordersBefore, limit));
    }
}
