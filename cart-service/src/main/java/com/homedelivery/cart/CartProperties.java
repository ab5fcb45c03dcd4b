package com.homedelivery.cart;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long this service keeps and trusts things.
 *
 * @param timeToLive how long a cart lives after its last change
 * @param eventMemory how long an event that was acted on is remembered, so that it is not acted on again; longer than
 *     events can be under way
 * @param priceTrust how long a price is taken as it was told, without asking again whether the catalogue has changed; with
 *     what the catalogue itself may be behind it has to stay below a second
 */
@ConfigurationProperties("homedelivery.cart")
public record CartProperties(
        @DefaultValue("24h") Duration timeToLive,
        @DefaultValue("7d") Duration eventMemory,
        @DefaultValue("500ms") Duration priceTrust) {}
