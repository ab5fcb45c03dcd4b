package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Answer;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Counts answers by status and error code; may be told by many threads. */
final class Tally {

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;
    private static final String NO_ANSWER = "no answer";

    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();

    /** What became of one request. */
    enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }

    /**
     * Makes a request and counts its answer; no answer counts as well.
     *
     * @param then gets the answer
     */
    Outcome count(Supplier<Answer> request, Consumer<Answer> then) {
        try {
            Answer answer = request.get();
            count(answer.status(), answer.errorCode());
            then.accept(answer);
            return answer.status() < FIRST_REFUSAL
                    ? Outcome.DONE
                    : answer.status() < FIRST_FAULT ? Outcome.REFUSED : Outcome.FAILED;
        } catch (UncheckedIOException lost) {
            unanswered(lost.getCause() == null ? lost : lost.getCause());
            return Outcome.FAILED;
        }
    }

    Outcome count(Supplier<Answer> request) {
        return count(request, _ -> {});
    }

    void count(int status, String errorCode) {
        add(errorCode.isEmpty() ? Integer.toString(status) : status + " " + errorCode);
    }

    /** Counts a request that was not answered. */
    void unanswered(Throwable why) {
        add(NO_ANSWER + ": " + why.getClass().getSimpleName());
    }

    private void add(String outcome) {
        outcomes.computeIfAbsent(outcome, _ -> new LongAdder()).increment();
    }

    /** How many answers began with this. */
    long of(String beginning) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(beginning))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** How many were 5xx, or no answer at all. */
    long faults() {
        return of("5") + of(NO_ANSWER);
    }

    Map<String, Long> toMap() {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return counts;
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
