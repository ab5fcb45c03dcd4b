package com.homedelivery.payment.domain;

/** The status of a refund. {@link #canTransitionTo} is the whole state machine. */
public enum RefundStatus {
    /** The provider is to be asked, for the first time or again after it has rejected it. */
    PENDING,
    /** The money was given back. */
    SUCCESS,
    /**
     * The provider has rejected it as often as it is asked. Only an admin retries it, or refunds the money externally.
     */
    FAILED;

    /** Whether a refund may go from this status to the next. */
    public boolean canTransitionTo(RefundStatus next) {
        return switch (this) {
            case PENDING -> next == SUCCESS || next == FAILED;
            case FAILED -> next == PENDING || next == SUCCESS;
            case SUCCESS -> false;
        };
    }
}
