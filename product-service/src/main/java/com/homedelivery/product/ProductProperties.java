package com.homedelivery.product;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param nearCache maximum size of the cached responses in each instance
 * @param revisionTrust how long an instance goes without asking the database whether the catalogue has changed: the longest
 *     time for which it can show an outdated price, should the notification of a change be lost
 */
@ConfigurationProperties("homedelivery.product")
public record ProductProperties(
        @DefaultValue("16MB") DataSize nearCache,
        @DefaultValue("100ms") Duration revisionTrust) {}
