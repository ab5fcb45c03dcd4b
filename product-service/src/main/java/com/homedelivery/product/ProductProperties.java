package com.homedelivery.product;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be set about the catalogue.
 *
 * @param cacheTtl how long a product stays in the cache without being written; also the longest time for which a change
 *     that Redis missed can stay unseen
 * @param cachePause how long the cache is left alone after Redis did not answer
 */
@ConfigurationProperties("homedelivery.product")
public record ProductProperties(
        @DefaultValue("5m") Duration cacheTtl,
        @DefaultValue("2s") Duration cachePause) {}
