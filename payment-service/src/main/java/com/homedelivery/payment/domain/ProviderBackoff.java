package com.homedelivery.payment.domain;

import com.homedelivery.shared.work.ExponentialBackoff;
import java.time.Duration;

/** When the payment provider is called again. */
final class ProviderBackoff {

    /** After no answer: 1 s, 2 s, 4 s … at most a minute. */
    static final ExponentialBackoff UNANSWERED = new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** After it has rejected a refund: 1 min, 2 min, 4 min … at most an hour. */
    static final ExponentialBackoff REJECTED = new ExponentialBackoff(Duration.ofMinutes(1), Duration.ofHours(1));

    private ProviderBackoff() {}
}
