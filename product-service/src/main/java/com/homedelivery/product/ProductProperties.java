package com.homedelivery.product;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be set about the catalogue.
 *
 * @param nearCache how much of it each instance keeps ready to be sent
 * @param revisionTrust how long an instance goes without asking the database whether the catalogue has changed: the longest
 *     time for which it can show a price of before, should the word of the change be lost
 */
@ConfigurationProperties("homedelivery.product")
public record ProductProperties(
        @DefaultValue("16MB") DataSize nearCache,
        @DefaultValue("100ms") Duration revisionTrust) {}
