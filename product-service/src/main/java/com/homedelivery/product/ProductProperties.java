package com.homedelivery.product;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param responseCacheSize how much memory an instance may use for responses that it keeps ready; more, and a larger part of the
 *     catalogue is answered without the database
 * @param revisionMaxStaleness how long an instance goes without asking the database whether the catalogue has changed, and so
 *     the longest time for which it can show an outdated price, should the notification of a change be lost; longer costs the
 *     database less
 */
@ConfigurationProperties("homedelivery.product")
@Validated
public record ProductProperties(
        @DefaultValue("16MB") DataSize responseCacheSize,
        @DefaultValue("100ms") @DurationMin Duration revisionMaxStaleness) {

    public ProductProperties {
        if (responseCacheSize.isNegative()) {
            throw new IllegalArgumentException("homedelivery.product.response-cache-size must not be negative");
        }
    }
}
