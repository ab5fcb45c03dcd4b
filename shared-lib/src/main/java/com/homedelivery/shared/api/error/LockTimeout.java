package com.homedelivery.shared.api.error;

import java.sql.SQLException;

/** Recognises a lock time-out: another transaction held a row for too long. Trying again may help. */
public final class LockTimeout {

    /** SQLSTATE lock_not_available (PostgreSQL, appendix A); Spring does not know it. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private LockTimeout() {}

    /** Whether a lock that was not to be had in time is at the root of the failure. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
