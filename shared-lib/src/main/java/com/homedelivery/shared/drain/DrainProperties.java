package com.homedelivery.shared.drain;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How an instance ends whose clients can go to another one.
 *
 * @param time how long it goes on answering after it was told to end, and asks each client to close its connection. Longer than
 *     clients keep an idle one, which the gateway does for 8 s, and shorter than {@code spring.lifecycle.timeout-per-shutdown-phase};
 *     0 where there is no other instance to go to
 */
@ConfigurationProperties("homedelivery.drain")
@Validated
public record DrainProperties(
        @DefaultValue("0s") @DurationMin(seconds = 0) @DurationMax(seconds = 9)
        Duration time) {}
