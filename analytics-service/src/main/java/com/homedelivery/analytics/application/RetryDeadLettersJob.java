package com.homedelivery.analytics.application;

import com.homedelivery.analytics.AnalyticsProperties;
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
 * Retries dead letters whose type an older instance did not know and this one does. During a rolling update older instances
 * go on for a while; so it runs at start, and then for new dead letters every minute, or as often as
 * {@code homedelivery.analytics.retry-dead-letters-every} says. What fails again is left to an operator.
 */
@Component
public class RetryDeadLettersJob {

    private static final Logger log = LoggerFactory.getLogger(RetryDeadLettersJob.class);

    private static final int MAX_DEAD_LETTERS = 10_000;
    /** Clocks differ, and a dead letter is written a moment after its {@code receivedAt}. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final KafkaDeadLetterStore deadLetters;
    private final Clock clock;
    private final List<String> knownTypes =
            EventStream.ALL.stream().flatMap(stream -> stream.types().stream()).toList();
    private Instant since = Instant.EPOCH;

    RetryDeadLettersJob(KafkaDeadLetterStore deadLetters, Clock clock) {
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Retries at most ten thousand, and continues from there the next time. */
    @Scheduled(fixedDelayString = AnalyticsProperties.RETRY_DEAD_LETTERS_EVERY)
    public synchronized void run() {
        Instant began = clock.instant();
        List<KafkaDeadLetterStore.Received> found = deadLetters.findReceivedSince(since, knownTypes, MAX_DEAD_LETTERS);
        int recorded = 0;
        for (KafkaDeadLetterStore.Received letter : found) {
            recorded += retry(letter) ? 1 : 0;
        }
        since = found.size() < MAX_DEAD_LETTERS
                ? began.minus(OVERLAP)
                : found.getLast().receivedAt();
        if (recorded > 0) {
            log.info("{} dead letters have been recorded: their types are known now", recorded);
        }
    }

    private boolean retry(KafkaDeadLetterStore.Received letter) {
        try {
            return deadLetters.retry(letter.id());
        } catch (RetryFailedException e) {
            log.debug("Dead letter {} stays: {}", letter.id(), e.getMessage());
            return false;
        }
    }
}
