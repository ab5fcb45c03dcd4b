package com.homedelivery.order.domain;

/** What a promotion gives. */
public enum PromotionKind {
    PERCENTAGE,
    AMOUNT,
    BUY_X_GET_Y,
    FREE_DELIVERY
}
