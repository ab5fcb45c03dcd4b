package com.homedelivery.shared.idempotency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How requests with an {@link IdempotencyKey} are remembered.
 *
 * @param keep how long an {@code Idempotency-Key} is remembered: a request that is sent again later acts again. At least a
 *     minute, which is longer than a running request holds its key; shorter keeps the table small
 */
@ConfigurationProperties("homedelivery.idempotency")
@Validated
record IdempotencyProperties(
        @DefaultValue("2d") @DurationMin(minutes = 1) Duration keep) {}
