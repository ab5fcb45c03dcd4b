package com.homedelivery.cart;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Durations of this service.
 *
 * @param timeToLive how long a cart lives after its last change; shorter saves Redis' memory
 * @param priceMaxStaleness how long a price is served from the cache without asking whether the catalogue has changed; longer
 *     asks product-service less often. Together with {@code homedelivery.product.revision-max-staleness} it has to stay below a
 *     second
 */
@ConfigurationProperties("homedelivery.cart")
@Validated
public record CartProperties(
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration timeToLive,

        @DefaultValue("500ms") @DurationMin @DurationMax(millis = 900)
        Duration priceMaxStaleness) {}
