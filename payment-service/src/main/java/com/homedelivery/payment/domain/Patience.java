package com.homedelivery.payment.domain;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before asking again somebody who did not answer: 1 s, 2 s, 4 s … at most a minute. */
final class Patience {

    private static final Duration MOST = Duration.ofMinutes(1);

    private Patience() {}

    static Instant after(int attempts, Instant now) {
        Duration wait = Duration.ofSeconds(1L << Math.clamp(attempts, 0, 6));
        return now.plus(wait.compareTo(MOST) < 0 ? wait : MOST);
    }
}
