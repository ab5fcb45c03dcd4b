package com.homedelivery.analytics;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param promisedWithin how long after its confirmation an order may be delivered and still count as on time
 * @param retryDeadLettersEvery how often dead letters of a type that this version knows are handled again; shorter counts sooner
 *     what waited for a new version
 */
@ConfigurationProperties("homedelivery.analytics")
@Validated
public record AnalyticsProperties(
        @DefaultValue("45m") @DurationMin(minutes = 1) Duration promisedWithin,
        @DefaultValue("1m") @DurationMin(seconds = 1) Duration retryDeadLettersEvery) {

    /** For {@code @Scheduled}: {@link #retryDeadLettersEvery}. */
    public static final String RETRY_DEAD_LETTERS_EVERY =
            "#{@'homedelivery.analytics-com.homedelivery.analytics.AnalyticsProperties'.retryDeadLettersEvery()}";
}
