package com.homedelivery.shared.idempotency;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests with an {@link IdempotencyKey} are remembered.
 *
 * @param keep how long a key is remembered at least: a request that is sent again later may act again. Not less than a
 *     minute, which is longer than a running request holds its key
 */
@ConfigurationProperties("homedelivery.idempotency")
record IdempotencyProperties(@DefaultValue("2d") Duration keep) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    IdempotencyProperties {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "homedelivery.idempotency.keep must be at least a minute, and is " + keep);
        }
    }
}
