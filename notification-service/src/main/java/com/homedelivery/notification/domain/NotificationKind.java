package com.homedelivery.notification.domain;

import java.time.Duration;

/** What a notification is about, as people choose what they want to be told of. */
public enum NotificationKind {
    ORDER,
    DELIVERY,
    PAYMENT,
    STOCK,
    /** Of the account itself: by e-mail alone. */
    ACCOUNT,
    /** What a person has to know to keep the account safe: by e-mail alone, and never switched off. */
    SECURITY,
    /** What admins and riders have to act on: by e-mail alone. */
    OPERATIONS;

    /**
     * How long an SMS or a push message of this kind is worth anything: a rider who was at the door in the evening is no news
     * in the morning. Mails can be read at any time.
     */
    public Duration shelfLife() {
        return switch (this) {
            case DELIVERY -> Duration.ofHours(1);
            case ORDER, PAYMENT -> Duration.ofHours(12);
            case STOCK, ACCOUNT, OPERATIONS -> Duration.ofDays(1);
            case SECURITY -> Duration.ofMinutes(10);
        };
    }

    /** Whether a person may choose it for each channel. */
    public boolean isChoosable() {
        return switch (this) {
            case ORDER, DELIVERY, PAYMENT, STOCK -> true;
            case ACCOUNT, SECURITY, OPERATIONS -> false;
        };
    }
}
