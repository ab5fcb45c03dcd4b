package com.homedelivery.analytics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param promisedWithin an order is on time if it is delivered this long after its confirmation, or sooner
 * @param retryDeadLettersEvery how often dead letters of a type that this version knows are handled again
 */
@ConfigurationProperties("homedelivery.analytics")
public record AnalyticsProperties(
        @DefaultValue("45m") Duration promisedWithin,
        @DefaultValue("1m") Duration retryDeadLettersEvery) {

    /** For {@code @Scheduled}: {@link #retryDeadLettersEvery}. */
    public static final String RETRY_DEAD_LETTERS_EVERY =
            "#{@'homedelivery.analytics-com.homedelivery.analytics.AnalyticsProperties'.retryDeadLettersEvery()}";
}
