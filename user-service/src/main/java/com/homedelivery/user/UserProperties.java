package com.homedelivery.user;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The dials of this service.
 *
 * @param profileCache how profiles are cached
 */
@ConfigurationProperties("user")
public record UserProperties(@DefaultValue ProfileCache profileCache) {

    /**
     * @param ttl how long a profile is served from the cache; also how long a stale one can be, should Redis be away at
     *     the very moment of a change
     * @param restAfterFailure how long the cache is left alone after it failed to answer
     */
    public record ProfileCache(
            @DefaultValue("5m") Duration ttl,
            @DefaultValue("5s") Duration restAfterFailure) {}
}
