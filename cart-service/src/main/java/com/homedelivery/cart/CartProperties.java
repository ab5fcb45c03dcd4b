package com.homedelivery.cart;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Durations of this service.
 *
 * @param timeToLive how long a cart lives after its last change
 * @param eventMemory how long the id of a handled event is kept, so that it is not handled again; longer than an event
 *     can be redelivered
 * @param priceTrust how long a price is served from the cache without asking whether the catalogue has changed; together with
 *     the lag of the catalogue itself it has to stay below a second
 */
@ConfigurationProperties("homedelivery.cart")
public record CartProperties(
        @DefaultValue("24h") Duration timeToLive,
        @DefaultValue("7d") Duration eventMemory,
        @DefaultValue("500ms") Duration priceTrust) {}
