package com.homedelivery.shared.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Goes like any clock, and can be put forward, for all instances in this JVM alike. It starts far behind, so that it
 * never gets ahead of other servers.
 */
public class MovableClock extends Clock {

    private static volatile Duration ahead = Duration.ofDays(-120);

    public void putForward(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Always UTC");
    }
}
