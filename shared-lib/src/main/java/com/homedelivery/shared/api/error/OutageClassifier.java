package com.homedelivery.shared.api.error;

import java.io.IOException;
import java.sql.SQLTransientException;
import java.util.regex.Pattern;

/** Tells the outage of a server, which ends by itself, from a fault of the program, which does not. */
public final class OutageClassifier {

    /**
     * With what a Redis begins that answers, but cannot do its work: it reads its data after a start, is full, cannot write
     * them, has lost its master or its replicas, is a replica, or another one of the cluster has the key (redis.io, "Error replies", and the server's source).
     */
    private static final Pattern REDIS_UNABLE = Pattern.compile(
            "(LOADING|OOM|MISCONF|MASTERDOWN|NOREPLICAS|READONLY|CLUSTERDOWN|TRYAGAIN|MOVED|ASK) .*", Pattern.DOTALL);

    private static final String REDIS_CLIENT = "io.lettuce.";

    private OutageClassifier() {}

    /** Whether a lost or refused connection, a pool without one, or a server that cannot work yet is at the root. */
    public static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof SQLTransientException
                    || isLostConnection(cause)
                    || isUnableRedis(cause)) {
                return true;
            }
        }
        return false;
    }

    /**
     * SQLState class 08 is a connection exception, 57P0x an operator's shutdown or an idle session's end, 25P03 the end of a
     * transaction that was idle for too long (PostgreSQL, appendix A).
     */
    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof java.sql.SQLException sql
                && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("08")
                        || sql.getSQLState().startsWith("57P0")
                        || sql.getSQLState().equals("25P03"));
    }

    /** By name: not every service has a Redis client. */
    private static boolean isUnableRedis(Throwable cause) {
        return cause.getClass().getName().startsWith(REDIS_CLIENT)
                && REDIS_UNABLE.matcher(String.valueOf(cause.getMessage())).matches();
    }
}
