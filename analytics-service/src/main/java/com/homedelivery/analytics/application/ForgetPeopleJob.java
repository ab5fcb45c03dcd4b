package com.homedelivery.analytics.application;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Another instance may record an event of somebody at the moment in which they are forgotten: their ids are looked for once
 * more. After a while it is forgotten whose the names are.
 */
@Component
class ForgetPeopleJob {

    /** Longer than an event can be late. */
    private static final Duration KEEP_NAMES = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(ForgetPeopleJob.class);

    private final Pseudonyms pseudonyms;
    private final Clock clock;

    ForgetPeopleJob(Pseudonyms pseudonyms, Clock clock) {
        this.pseudonyms = pseudonyms;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            pseudonyms.replaceLateIds();
            pseudonyms.deleteBefore(clock.instant().minus(KEEP_NAMES));
        } catch (RuntimeException e) {
            log.warn("Late ids of forgotten people stay for now: {}", e.toString());
        }
    }
}
