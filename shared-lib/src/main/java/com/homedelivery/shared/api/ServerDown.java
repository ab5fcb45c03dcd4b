package com.homedelivery.shared.api;

import java.io.IOException;
import java.sql.SQLTransientException;

/** Tells a server that is away, which comes back, from a fault of the program, which does not go by waiting. */
public final class ServerDown {

    private ServerDown() {}

    /** Whether a lost or refused connection, or a pool without one, is at the root of the failure. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof SQLTransientException || isLostConnection(cause)) {
                return true;
            }
        }
        return false;
    }

    /** SQLState class 08 is a connection exception, 57P0x an operator's shutdown (PostgreSQL, appendix A). */
    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof java.sql.SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P0"));
    }
}
