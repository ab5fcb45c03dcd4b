package com.homedelivery.notification.domain;

/** The status of a notification. {@link #canTransitionTo} is the whole state machine. */
public enum NotificationStatus {
    /** Created; it waits for an admin or an address, to be sent, or to be tried again. */
    PENDING,
    /** Being handed over, or was when an instance crashed: then it is handed over again. */
    SENDING,
    /** The mail server, or the provider, has accepted it. */
    SENT,
    /** Given up: it was rejected too often or deferred for too long, or came back. */
    FAILED,
    /** Nobody would have wanted it any more when it could have been sent. */
    EXPIRED;

    /** Whether a notification may go from this status to the next. */
    public boolean canTransitionTo(NotificationStatus next) {
        return switch (this) {
            case PENDING -> next == SENDING || next == EXPIRED;
            case SENDING -> next == PENDING || next == SENT || next == FAILED || next == EXPIRED;
            case SENT -> next == PENDING || next == FAILED;
            case FAILED -> next == PENDING;
            case EXPIRED -> false;
        };
    }
}
