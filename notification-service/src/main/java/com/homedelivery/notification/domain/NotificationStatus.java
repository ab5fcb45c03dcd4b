package com.homedelivery.notification.domain;

/** The status of a notification. {@link #canTransitionTo} is the whole state machine. */
public enum NotificationStatus {
    /** Created; it waits for an admin or an address, to be sent, or to be tried again. */
    PENDING,
    /** Being sent to the mail server, or was when an instance crashed: then it is sent again. */
    SENDING,
    /** The mail server has accepted it. */
    SENT,
    /** Given up: the mail server rejected it too often, or deferred it for too long. */
    FAILED;

    /** Whether a notification may go from this status to the next. */
    public boolean canTransitionTo(NotificationStatus next) {
        return switch (this) {
            case PENDING -> next == SENDING;
            case SENDING -> next == PENDING || next == SENT || next == FAILED;
            case SENT, FAILED -> false;
        };
    }
}
