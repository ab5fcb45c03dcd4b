package com.homedelivery.analytics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param promisedWithin an order is on time if it is delivered this long after its confirmation, or sooner */
@ConfigurationProperties("homedelivery.analytics")
public record AnalyticsProperties(@DefaultValue("45m") Duration promisedWithin) {}
