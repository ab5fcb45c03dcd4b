package com.homedelivery.user;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param keepProfiles how long a profile is cached in Redis; also how long an outdated one can be served if Redis was not
 *     reachable when it changed. Longer costs the database less
 * @param exportInterval how long a person waits until they may export their data again, for which every service is asked.
 *     Longer costs less, and makes those wait whose export was incomplete
 */
@ConfigurationProperties("homedelivery.user")
@Validated
public record UserProperties(
        @DefaultValue("5m") @DurationMin(seconds = 1) Duration keepProfiles,
        @DefaultValue("1m") @DurationMin(seconds = 1) Duration exportInterval) {}
