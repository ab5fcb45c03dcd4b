package com.homedelivery.auth.domain;

import java.time.Duration;

/**
 * How long to wait after a failed login before the next try counts.
 *
 * @param slowFrom the failure in a row from which on there is a wait
 * @param firstWait that wait, doubled with each further failure
 * @param lockFrom the failure in a row that locks
 * @param lockFor how long it locks; without a new failure for as long, the count starts again
 */
public record LockoutPolicy(int slowFrom, Duration firstWait, int lockFrom, Duration lockFor) {

    private static final int MAX_DOUBLINGS = 30;

    /** @param failures how many failures in a row there have been, this one included */
    public Duration waitAfter(int failures) {
        if (failures >= lockFrom) {
            return lockFor;
        }
        if (failures < slowFrom) {
            return Duration.ZERO;
        }
        Duration wait = firstWait.multipliedBy(1L << Math.min(failures - slowFrom, MAX_DOUBLINGS));
        return wait.compareTo(lockFor) < 0 ? wait : lockFor;
    }
}
