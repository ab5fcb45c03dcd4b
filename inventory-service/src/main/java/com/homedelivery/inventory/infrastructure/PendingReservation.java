package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.ChangeCause;
import com.homedelivery.inventory.application.ReserveCommand;
import com.homedelivery.inventory.application.ReserveResult;
import com.homedelivery.inventory.application.ReserveResult.Granted;
import com.homedelivery.inventory.application.ReserveResult.Refused;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** A reservation that waits to be saved. Either the lane starts to save it, or the waiting request gives up before. */
final class PendingReservation {

    private final ReserveCommand command;
    private final ChangeCause cause;
    private final RequestDeadline deadline;
    private final AtomicBoolean startedOrGivenUp = new AtomicBoolean();
    private final CompletableFuture<ReserveResult> result = new CompletableFuture<>();

    /** @param deadline until when the request waits */
    PendingReservation(ReserveCommand command, ChangeCause cause, RequestDeadline deadline) {
        this.command = command;
        this.cause = cause;
        this.deadline = deadline;
    }

    ReserveCommand command() {
        return command;
    }

    ChangeCause cause() {
        return cause;
    }

    /** Whether it is to be saved now: the request still waits, and has time left. */
    boolean tryStart() {
        return !deadline.isPast() && startedOrGivenUp.compareAndSet(false, true);
    }

    private boolean giveUp() {
        return startedOrGivenUp.compareAndSet(false, true);
    }

    boolean isAwaited() {
        return !result.isDone();
    }

    void complete(ReserveResult with) {
        result.complete(with);
    }

    void fail(Throwable reason) {
        result.completeExceptionally(reason);
    }

    /**
     * Waits for the result.
     *
     * @throws ServiceUnavailableException when the lane did not start it in time: nothing is saved
     * @throws QueryTimeoutException when the lane started it, but has not finished: it is unknown whether it is saved
     */
    Granted await() {
        try {
            return switch (result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                case Granted granted -> granted;
                case Refused(var refusal) -> throw refusal;
            };
        } catch (TimeoutException e) {
            boolean isGivenUp = giveUp();
            result.cancel(false);
            if (isGivenUp) {
                throw new ServiceUnavailableException("Too many orders are waiting for stock", e);
            }
            throw new QueryTimeoutException("The reservation is not written in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryTimeoutException("Interrupted while the reservation is written", e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(cause);
        };
    }
}
