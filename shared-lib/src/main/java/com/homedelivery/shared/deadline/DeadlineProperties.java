package com.homedelivery.shared.deadline;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a request is worked for.
 *
 * @param maxRequestTime the longest that a request may take, whatever its {@code X-Request-Timeout-Ms} says; the same for the
 *     gateway, which waits as long. Longer answers more under load, later
 * @param connectionQueue how many requests of an instance may wait for a database connection; further ones are refused with
 *     503 at once. More lets longer bursts through, and each of them waits longer
 */
@ConfigurationProperties("homedelivery.deadline")
@Validated
public record DeadlineProperties(
        @DefaultValue("10s") @DurationMin(millis = 100) Duration maxRequestTime,
        @DefaultValue("1000") @Min(1) int connectionQueue) {}
