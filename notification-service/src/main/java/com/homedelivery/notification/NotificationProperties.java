package com.homedelivery.notification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people are told.
 *
 * @param from sender of all mail: {@code Home Delivery <no-reply@example.com>}
 * @param currency ISO 4217 code that follows amounts
 * @param lease how long one instance may take to hand a mail over before another tries; longer than the mail server's
 *     timeouts add up to
 * @param batch most mails that one instance hands over at the same time
 * @param tries how often a mail may be refused before it is given up
 * @param pause how long to leave a mail server alone that does not answer
 * @param retry how long to wait after a first refusal; after each further one twice as long
 */
@ConfigurationProperties("homedelivery.notification")
@Validated
public record NotificationProperties(
        @NotBlank String from,
        @DefaultValue("USD") String currency,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("8") @Min(1) @Max(50) int batch,
        @DefaultValue("5") @Min(1) int tries,
        @DefaultValue("5s") Duration pause,
        @DefaultValue("10s") Duration retry) {}
