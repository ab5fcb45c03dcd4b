package com.homedelivery.payment.domain;

/** The status of a payment. {@link #canTransitionTo} is the whole state machine. */
public enum PaymentStatus {
    /** Recorded; nobody was asked for the money yet. Cash on delivery waits here until the order is handed over. */
    PENDING,
    /** The provider has been asked and may have taken the money: only its result ends this. */
    PROCESSING,
    /** The money was taken. */
    SUCCESS,
    /** No money was taken, and none will be: declined, or voided with its order. */
    FAILED,
    /** All of the money was given back. */
    REFUNDED;

    /** Whether the provider's result is still to come. */
    public boolean isAwaitingProvider() {
        return this == PENDING || this == PROCESSING;
    }

    /** Whether a payment may go from this status to the next. */
    public boolean canTransitionTo(PaymentStatus next) {
        return switch (this) {
            case PENDING -> next == PROCESSING || next == SUCCESS || next == FAILED;
            case PROCESSING -> next == SUCCESS || next == FAILED;
            case SUCCESS -> next == REFUNDED;
            case FAILED, REFUNDED -> false;
        };
    }
}
