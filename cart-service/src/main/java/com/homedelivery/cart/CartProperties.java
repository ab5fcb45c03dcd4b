package com.homedelivery.cart;

import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long this service keeps things, and what it asks of carts.
 *
 * @param guestsPerNetwork how many guests may begin a cart within an hour from one network, an IPv4 address or the /64 of an
 *     IPv6 address; more where many people share an address, fewer save Redis' memory from those who mean harm
 * @param minimumOrderValue what an order comes to at least, which carts show; 0 for anything. The same for order-service, which refuses
 *     what is less
 * @param priceMaxStaleness how long a price is served from the cache without asking whether the catalogue has changed; longer
 *     asks product-service less often. Together with {@code homedelivery.product.revision-max-staleness} it has to stay below a
 *     second
 * @param savedTimeToLive how long what is saved for later lives after the last time that something was saved; shorter saves Redis'
 *     memory
 * @param stockMaxStaleness how long an available quantity is served from the cache; longer asks inventory-service less often
 * @param timeToLive how long a cart, a guest's as well, lives after its last change, unless a guest has emptied it; shorter saves Redis' memory
 */
@ConfigurationProperties("homedelivery.cart")
@Validated
public record CartProperties(
        @DefaultValue("100") @Min(1) int guestsPerNetwork,

        @DefaultValue("0") @Min(0) BigDecimal minimumOrderValue,

        @DefaultValue("500ms") @DurationMin @DurationMax(millis = 900)
        Duration priceMaxStaleness,

        @DefaultValue("180d") @DurationMin(days = 1) Duration savedTimeToLive,

        @DefaultValue("1s") @DurationMin @DurationMax(seconds = 10)
        Duration stockMaxStaleness,

        @DefaultValue("24h") @DurationMin(seconds = 1) Duration timeToLive) {}
