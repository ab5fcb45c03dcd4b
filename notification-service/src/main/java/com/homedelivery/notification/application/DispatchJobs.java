package com.homedelivery.notification.application;

import com.homedelivery.notification.NotificationProperties;
import com.homedelivery.notification.domain.Notifications;
import com.homedelivery.notification.domain.Recipients;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes the {@link DispatchJob} of a channel. */
@Component
public class DispatchJobs {

    private final Notifications notifications;
    private final Recipients recipients;
    private final Verification verification;
    private final PhoneConfirmation phones;
    private final DailyLimit limit;
    private final RecordDelivery recordDelivery;
    private final NotificationProperties properties;
    private final TransactionOperations transaction;
    private final Clock clock;

    DispatchJobs(
            Notifications notifications,
            Recipients recipients,
            Verification verification,
            PhoneConfirmation phones,
            DailyLimit limit,
            RecordDelivery recordDelivery,
            NotificationProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        this.notifications = notifications;
        this.recipients = recipients;
        this.verification = verification;
        this.phones = phones;
        this.limit = limit;
        this.recordDelivery = recordDelivery;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    public DispatchJob of(MessageSender sender) {
        return new DispatchJob(
                sender,
                notifications,
                recipients,
                verification,
                phones,
                limit,
                recordDelivery,
                properties,
                transaction,
                clock);
    }
}
