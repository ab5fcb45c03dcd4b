package com.homedelivery.notification.domain;

import java.util.Locale;

/** What notifications are about. Each has a file of its name in {@code resources/mail-templates}. */
public enum Template {
    WELCOME(Weight.OPTIONAL),
    ORDER_PLACED(Weight.OPTIONAL),
    ORDER_CONFIRMED(Weight.OPTIONAL),
    ORDER_ON_THE_WAY(Weight.OPTIONAL),
    ORDER_DELIVERED(Weight.OPTIONAL),
    ORDER_CANCELLED(Weight.ESSENTIAL),
    ORDER_FAILED(Weight.ESSENTIAL),
    PAYMENT_FAILED(Weight.ESSENTIAL),
    PAYMENT_REFUNDED(Weight.ESSENTIAL),
    RIDER_ASSIGNED(Weight.OPTIONAL),
    RIDER_UNASSIGNED(Weight.OPTIONAL),
    ORDER_ADJUSTED(Weight.ESSENTIAL),
    DELIVERY_DELAYED(Weight.OPTIONAL),
    PICKUP_OVERDUE(Weight.ESSENTIAL),
    RIDER_SILENT(Weight.ESSENTIAL),
    NO_RIDER_FOUND(Weight.ESSENTIAL),
    ORDER_STUCK(Weight.ESSENTIAL),
    REFUND_FAILED(Weight.ESSENTIAL),
    LOW_STOCK(Weight.OPTIONAL),
    OUT_OF_STOCK(Weight.OPTIONAL);

    private enum Weight {
        /** Not sent to somebody who has switched notifications off. */
        OPTIONAL,
        /** An order that comes to nothing, somebody's money, or what waits for the person to act: sent to everybody. */
        ESSENTIAL
    }

    private final Weight weight;

    Template(Weight weight) {
        this.weight = weight;
    }

    /** Whether it is sent even to somebody who has switched notifications off. */
    public boolean isEssential() {
        return weight == Weight.ESSENTIAL;
    }

    /** As clients and other services call it: {@code order-on-the-way}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
