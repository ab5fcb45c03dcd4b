package com.homedelivery.payment.domain;

/** Where a payment is in its life. {@link #canBecome} is the whole state machine. */
public enum PaymentStatus {
    /** Recorded; nobody was asked for the money yet. Cash on delivery waits here until it is at the door. */
    PENDING,
    /** The provider has been asked and may have taken the money: only its answer ends this. */
    PROCESSING,
    /** The money was taken. */
    SUCCESS,
    /** No money was taken, and none will be: refused, or voided with its order. */
    FAILED,
    /** All of the money was given back. */
    REFUNDED;

    /** Whether the provider's answer is still to come. */
    public boolean isUndecided() {
        return this == PENDING || this == PROCESSING;
    }

    /** Whether the life of a payment goes from here to there. */
    public boolean canBecome(PaymentStatus next) {
        return switch (this) {
            case PENDING -> next == PROCESSING || next == SUCCESS || next == FAILED;
            case PROCESSING -> next == SUCCESS || next == FAILED;
            case SUCCESS -> next == REFUNDED;
            case FAILED, REFUNDED -> false;
        };
    }
}
