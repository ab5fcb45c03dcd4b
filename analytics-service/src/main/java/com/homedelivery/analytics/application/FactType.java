package com.homedelivery.analytics.application;

/** What a {@link Fact} is about. */
public enum FactType {
    ORDER,
    PAYMENT,
    REFUND,
    DELIVERY,
    USER,
    NOTIFICATION,
    STOCK_ALERT,
    /** A rider who sent positions on a day. */
    RIDER_DAY
}
