package com.homedelivery.user;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be set about profiles.
 *
 * @param keepProfiles how long a profile is served from the cache; also how long a stale one can be, should Redis be away at
 *     the very moment of a change
 */
@ConfigurationProperties("homedelivery.user")
public record UserProperties(@DefaultValue("5m") Duration keepProfiles) {}
