package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.application.Cause;
import com.homedelivery.inventory.application.HoldRequest;
import com.homedelivery.inventory.application.HoldResult;
import com.homedelivery.inventory.application.HoldResult.Held;
import com.homedelivery.inventory.application.HoldResult.Refused;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;

/** An order that waits to be written down. Either the lane begins it, or who waits gives up before. */
final class WaitingHold {

    private final HoldRequest request;
    private final Cause cause;
    private final RequestDeadline deadline;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final CompletableFuture<HoldResult> result = new CompletableFuture<>();

    /** @param deadline until when it is waited for */
    WaitingHold(HoldRequest request, Cause cause, RequestDeadline deadline) {
        this.request = request;
        this.cause = cause;
        this.deadline = deadline;
    }

    HoldRequest request() {
        return request;
    }

    Cause cause() {
        return cause;
    }

    /** Whether it is to be written: nobody has given up waiting, or is about to. */
    boolean begin() {
        return !deadline.isPast() && decided.compareAndSet(false, true);
    }

    private boolean giveUp() {
        return decided.compareAndSet(false, true);
    }

    boolean isAwaited() {
        return !result.isDone();
    }

    void answer(HoldResult with) {
        result.complete(with);
    }

    void fail(Throwable reason) {
        result.completeExceptionally(reason);
    }

    /**
     * Waits for the answer.
     *
     * @throws ServiceUnavailableException when the lane did not get to it in time: nothing is written
     * @throws QueryTimeoutException when it did, but is not done: nobody knows
     */
    Held await() {
        try {
            return switch (result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                case Held held -> held;
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
