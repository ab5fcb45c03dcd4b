package com.homedelivery.notification.domain;

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

    /** Whether a person may choose it for each channel. */
    public boolean isChoosable() {
        return switch (this) {
            case ORDER, DELIVERY, PAYMENT, STOCK -> true;
            case ACCOUNT, SECURITY, OPERATIONS -> false;
        };
    }
}
