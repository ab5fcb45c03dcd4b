package com.homedelivery.notification.domain;

import java.util.Locale;

/**
 * What notifications are about. Each has a file of its name for each channel and language in {@code resources/templates}.
 */
public enum Template {
    WELCOME(NotificationKind.ACCOUNT, Weight.OPTIONAL),
    ORDER_PLACED(NotificationKind.ORDER, Weight.OPTIONAL),
    ORDER_CONFIRMED(NotificationKind.ORDER, Weight.OPTIONAL),
    ORDER_ON_THE_WAY(NotificationKind.DELIVERY, Weight.URGENT),
    ORDER_DELIVERED(NotificationKind.DELIVERY, Weight.OPTIONAL),
    ORDER_CANCELLED(NotificationKind.ORDER, Weight.ESSENTIAL),
    ORDER_FAILED(NotificationKind.ORDER, Weight.ESSENTIAL),
    PAYMENT_FAILED(NotificationKind.PAYMENT, Weight.ESSENTIAL_AND_URGENT),
    PAYMENT_REFUNDED(NotificationKind.PAYMENT, Weight.ESSENTIAL),
    RIDER_ASSIGNED(NotificationKind.DELIVERY, Weight.OPTIONAL),
    RIDER_UNASSIGNED(NotificationKind.DELIVERY, Weight.OPTIONAL),
    ORDER_ADJUSTED(NotificationKind.ORDER, Weight.ESSENTIAL),
    DELIVERY_DELAYED(NotificationKind.DELIVERY, Weight.URGENT),
    PICKUP_OVERDUE(NotificationKind.OPERATIONS, Weight.ESSENTIAL),
    RIDER_SILENT(NotificationKind.OPERATIONS, Weight.ESSENTIAL),
    NO_RIDER_FOUND(NotificationKind.OPERATIONS, Weight.ESSENTIAL),
    ORDER_STUCK(NotificationKind.OPERATIONS, Weight.ESSENTIAL),
    REFUND_FAILED(NotificationKind.OPERATIONS, Weight.ESSENTIAL),
    LOW_STOCK(NotificationKind.OPERATIONS, Weight.OPTIONAL),
    OUT_OF_STOCK(NotificationKind.OPERATIONS, Weight.OPTIONAL),
    WEBHOOK_DISABLED(NotificationKind.OPERATIONS, Weight.ESSENTIAL),
    BACK_IN_STOCK(NotificationKind.STOCK, Weight.OPTIONAL),
    PASSWORD_RESET(NotificationKind.SECURITY, Weight.ESSENTIAL),
    EMAIL_VERIFICATION(NotificationKind.SECURITY, Weight.ESSENTIAL),
    EMAIL_CHANGE(NotificationKind.SECURITY, Weight.ESSENTIAL),
    SECURITY_ALERT(NotificationKind.SECURITY, Weight.ESSENTIAL),
    /** By SMS alone, to the number that is to be confirmed. */
    PHONE_CONFIRMATION(NotificationKind.SECURITY, Weight.OPTIONAL);

    private enum Weight {
        /** Not sent to somebody who has switched notifications off. */
        OPTIONAL,
        /** The same, and worthless in the morning. */
        URGENT,
        /** An order that comes to nothing, somebody's money, or what waits for the person to act: sent to everybody. */
        ESSENTIAL,
        /** The same, and the person has to act within minutes. */
        ESSENTIAL_AND_URGENT
    }

    private final NotificationKind kind;
    private final Weight weight;

    Template(NotificationKind kind, Weight weight) {
        this.kind = kind;
        this.weight = weight;
    }

    public NotificationKind kind() {
        return kind;
    }

    /** Whether it is sent by e-mail even to somebody who has switched notifications off. */
    public boolean isEssential() {
        return weight == Weight.ESSENTIAL || weight == Weight.ESSENTIAL_AND_URGENT;
    }

    /** Whether it is sent even in the recipient's quiet hours. */
    public boolean isUrgent() {
        return weight == Weight.URGENT || weight == Weight.ESSENTIAL_AND_URGENT;
    }

    /** Whether there is a text of it for the channel. */
    public boolean isFor(Channel channel) {
        return this == PHONE_CONFIRMATION ? channel == Channel.SMS : channel == Channel.EMAIL || kind.isChoosable();
    }

    /** As clients and other services call it: {@code order-on-the-way}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
