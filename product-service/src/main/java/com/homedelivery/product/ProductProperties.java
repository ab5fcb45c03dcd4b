package com.homedelivery.product;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
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
 * @param languages tags of the languages in which products can be read, by {@code Accept-Language}; in the first one their names
 *     and descriptions are written, and shown to whom none of these suits
 * @param imageBaseUrl what the addresses of pictures begin with; a content delivery network in front of the gateway, for example
 * @param imageFolder where uploaded pictures are kept; several instances have to share it
 * @param stockPollEvery how often the stock is asked about products of which it has not told anything; longer
 *     asks it less often, and a new product counts as in stock for longer
 */
@ConfigurationProperties("homedelivery.product")
@Validated
public record ProductProperties(
        @DefaultValue("16MB") DataSize responseCacheSize,
        @DefaultValue("100ms") @DurationMin Duration revisionMaxStaleness,
        @DefaultValue({"en", "de", "es"}) @NotEmpty List<@Pattern(regexp = "[a-z]{2,3}") String> languages,
        @DefaultValue("/api/products/images") String imageBaseUrl,
        String imageFolder,
        @DefaultValue("5s") @DurationMin(millis = 100) Duration stockPollEvery) {

    /** For {@code @Scheduled}: {@link #stockPollEvery}. */
    public static final String STOCK_POLL_EVERY =
            "#{@'homedelivery.product-com.homedelivery.product.ProductProperties'.stockPollEvery()}";

    public ProductProperties {
        if (responseCacheSize.isNegative()) {
            throw new IllegalArgumentException("homedelivery.product.response-cache-size must not be negative");
        }
    }
}
