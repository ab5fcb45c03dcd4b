package com.homedelivery.payment.domain;

/** Where a refund is in its life. {@link #canBecome} is the whole state machine. */
public enum RefundStatus {
    /** The provider is to be asked, for the first time or again after it has refused. */
    PENDING,
    /** The money was given back. */
    SUCCESS,
    /** The provider has refused as often as it is asked. Only an admin begins anew, or gives the money back past us. */
    FAILED;

    /** Whether the life of a refund goes from here to there. */
    public boolean canBecome(RefundStatus next) {
        return switch (this) {
            case PENDING -> next == SUCCESS || next == FAILED;
            case FAILED -> next == PENDING || next == SUCCESS;
            case SUCCESS -> false;
        };
    }
}
