package com.homedelivery.notification.domain;

/** How far a notification has come. {@link #canBecome} is the whole state machine. */
public enum NotificationStatus {
    /** Written; it waits for an admin or an address, for its turn, or to be tried again. */
    PENDING,
    /** Being handed to the mail server, or was when an instance died: then it is handed over again. */
    SENDING,
    /** The mail server has it. */
    SENT,
    /** Given up: the mail server refused it too often, or put it off for too long. */
    FAILED;

    /** Whether the life of a notification goes from here to there. */
    public boolean canBecome(NotificationStatus next) {
        return switch (this) {
            case PENDING -> next == SENDING;
            case SENDING -> next == PENDING || next == SENT || next == FAILED;
            case SENT, FAILED -> false;
        };
    }
}
