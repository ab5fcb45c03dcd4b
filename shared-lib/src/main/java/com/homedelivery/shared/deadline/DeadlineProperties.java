package com.homedelivery.shared.deadline;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a request is worked for.
 *
 * @param maxRequestTime the longest that a request may take, whatever its header says; as long as the gateway waits
 * @param connectionQueue how many requests wait for a database connection at most; further ones are refused at once
 */
@ConfigurationProperties("homedelivery.deadline")
@Validated
public record DeadlineProperties(
        @DefaultValue("10s") Duration maxRequestTime,
        @DefaultValue("1000") @Min(1) int connectionQueue) {}
