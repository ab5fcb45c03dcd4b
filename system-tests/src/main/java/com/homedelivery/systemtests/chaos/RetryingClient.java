package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Answer;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks again as a good client does: after a lost connection, a 5xx or a 429, with growing waits. */
final class RetryingClient {

    private static final Duration GIVES_UP_AFTER = Duration.ofMinutes(6);
    private static final long FIRST_WAIT_MILLIS = 200;
    private static final long LONGEST_WAIT_MILLIS = 3_000;
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY = 429;

    private final ClientObservations observed;

    RetryingClient(ClientObservations observed) {
        this.observed = observed;
    }

    /**
     * The first answer that is one: success, or a refusal.
     *
     * @param what is asked, for the report
     * @throws IllegalStateException when there is none for minutes
     */
    Answer ask(String what, Supplier<Answer> request) {
        long deadline = System.nanoTime() + GIVES_UP_AFTER.toNanos();
        long wait = FIRST_WAIT_MILLIS;
        String last = "";
        while (System.nanoTime() < deadline) {
            try {
                Answer answer = request.get();
                judge(what, answer);
                if (answer.status() < SERVER_ERROR && answer.status() != TOO_MANY) {
                    return answer;
                }
                last = answer.status() + " " + answer.errorCode();
            } catch (UncheckedIOException lost) {
                last = String.valueOf(lost.getMessage());
                judge(what, lost);
            }
            pause(wait);
            wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
        }
        throw new IllegalStateException(what + " came to nothing in " + GIVES_UP_AFTER.toMinutes() + " min: " + last);
    }

    /** Notes an answer that comes to nothing, and one that admits a fault, where an honest one would be a refusal or "later". */
    void judge(String what, Answer answer) {
        observed.asked();
        if (answer.status() >= SERVER_ERROR || answer.status() == TOO_MANY) {
            observed.failed(what + ": " + answer.request() + " " + answer.status() + " " + answer.errorCode());
        }
        if (answer.status() == SERVER_ERROR) {
            observed.fault(what + ": " + answer.request() + " " + answer.body());
        }
    }

    /** Notes a request that got no answer, unlike one whose connection was cut, as one without any. */
    void judge(String what, Throwable lost) {
        observed.asked();
        observed.failed(what + ": " + lost.getMessage());
        for (Throwable cause = lost; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException) {
                observed.unanswered(what + ": " + lost.getMessage());
                return;
            }
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
