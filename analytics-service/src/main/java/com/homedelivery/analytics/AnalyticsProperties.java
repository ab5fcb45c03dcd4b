package com.homedelivery.analytics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the figures are measured against.
 *
 * @param promisedWithin from the confirmation of an order to the door; what takes no longer was on time
 */
@ConfigurationProperties("homedelivery.analytics")
public record AnalyticsProperties(@DefaultValue("45m") Duration promisedWithin) {}
