package com.homedelivery.shared.messaging.stream;

import com.homedelivery.shared.api.error.LockTimeout;
import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.messaging.UnreadableEventException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;

/** Why a handler failed, as far as it matters for when to try again. */
enum FailureCategory {
    /** Another transaction changed or locked the same thing at the same time: try again at once. */
    CONCURRENCY_CONFLICT,
    /** The service's own database is away: nothing can be handled until it is back. */
    DATABASE_UNAVAILABLE,
    /** Another server is away: later, however often. */
    DEPENDENCY_UNAVAILABLE,
    /** This version of the program cannot read the event: another instance may, later, a number of times. */
    UNREADABLE,
    /** Anything else, most likely a fault of the event or of the program: later, a number of times. */
    FAULT;

    static FailureCategory of(Throwable thrown) {
        if (thrown instanceof UnreadableEventException) {
            return UNREADABLE;
        }
        if (LockTimeout.isCauseOf(thrown)) {
            return CONCURRENCY_CONFLICT;
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyFailureException) {
                return CONCURRENCY_CONFLICT;
            }
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessResourceException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof CannotCreateTransactionException) {
                return DATABASE_UNAVAILABLE;
            }
        }
        if (OutageClassifier.isCauseOf(thrown)) {
            return thrown instanceof DataAccessException || thrown instanceof TransactionException
                    ? DATABASE_UNAVAILABLE
                    : DEPENDENCY_UNAVAILABLE;
        }
        return FAULT;
    }
}
