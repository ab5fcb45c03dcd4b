package com.homedelivery.payment.domain;

/** Where a refund is in its life: {@code PENDING} until the provider has answered, then one of the others for good. */
public enum RefundStatus {
    PENDING,
    SUCCESS,
    FAILED
}
