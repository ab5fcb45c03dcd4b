package com.homedelivery.analytics.application;

import com.homedelivery.analytics.application.KafkaDeadLetters.PutAside;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.ops.RetryFailedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes down what older instances put aside because they did not know its type, and this one does. While instances are
 * rolled out, older ones go on for a while; so it looks at start, and then every minute at what was put aside since, or as
 * often as {@code homedelivery.analytics.retry-dead-letters-every} says. What fails again stays for an operator.
 */
@Component
public class RetryDeadLettersJob {

    private static final Logger log = LoggerFactory.getLogger(RetryDeadLettersJob.class);

    private static final int MOST = 10_000;
    /** Clocks differ, and a dead letter is written a moment after its time. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final KafkaDeadLetters letters;
    private final Clock clock;
    private final List<String> knownTypes =
            EventStream.ALL.stream().flatMap(stream -> stream.types().stream()).toList();
    private Instant since = Instant.EPOCH;

    RetryDeadLettersJob(KafkaDeadLetters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /** Does so for at most ten thousand, and goes on from there the next time. */
    @Scheduled(fixedDelayString = "${homedelivery.analytics.retry-dead-letters-every:1m}")
    public synchronized void run() {
        Instant began = clock.instant();
        List<PutAside> found = letters.putAsideSince(since, knownTypes, MOST);
        long takenDown = found.stream().filter(this::retry).count();
        since = found.size() < MOST ? began.minus(OVERLAP) : found.getLast().receivedAt();
        if (takenDown > 0) {
            log.info("{} events that had been put aside are taken down: their types are known now", takenDown);
        }
    }

    private boolean retry(PutAside letter) {
        try {
            return letters.retry(letter.id());
        } catch (RetryFailedException e) {
            log.debug("Dead letter {} stays: {}", letter.id(), e.getMessage());
            return false;
        }
    }
}
