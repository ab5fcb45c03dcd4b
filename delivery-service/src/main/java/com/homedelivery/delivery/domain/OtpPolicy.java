package com.homedelivery.delivery.domain;

import java.time.Duration;

/**
 * How many guesses at the customer's code are allowed.
 *
 * @param wrongTries how many wrong codes lock the handover, at least 1
 * @param lockedFor how long it stays locked
 */
public record OtpPolicy(int wrongTries, Duration lockedFor) {}
