package com.homedelivery.notification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people are told.
 *
 * @param from sender of all mail: {@code Home Delivery <no-reply@example.com>}
 * @param currency ISO 4217 code that follows amounts in mail
 * @param lease how long one instance may take to hand a mail over before another tries; longer than the mail server's timeouts
 *     to connect and to read together. Too short, and a mail is sent twice
 * @param mailsAtOnce how many mails an instance hands over at the same time, each over its own connection; the mail server may
 *     allow fewer
 * @param linger how long a mail may wait for other mail, so that both are claimed and recorded in one transaction; longer costs
 *     the database less, and mail leaves later
 * @param keepConnections how long a connection to the mail server stays open for the next mail, as its timeout for idle
 *     ones or its limit of connections may ask for; 0: each mail has a connection of its own
 * @param tries how often a mail may be refused for good (5yz) before it is given up
 * @param giveUpAfter how long the mail server may refuse a mail for the moment (4yz), or lose the connection in the
 *     middle of it, before it is given up. RFC 5321, 4.5.4.1, asks for 4 to 5 days of servers that pass on mail; what
 *     happens to an order is stale sooner. A mail server that cannot be reached at all is waited for without limit
 * @param backoff how long a mail server that cannot be reached is left alone; shorter notices its return sooner
 * @param firstRetry how long a mail that was not taken waits for its second try; each further wait is about twice as long
 * @param keepNotifications how long people can see what they were told; shorter keeps the table small
 * @param keepOrderProjections how long it is remembered whose an order is; longer than anything happens to an order
 */
@ConfigurationProperties("homedelivery.notification")
@Validated
public record NotificationProperties(
        @NotBlank String from,
        @DefaultValue("USD") @Pattern(regexp = "[A-Z]{3}") String currency,
        @DefaultValue("60s") @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("8") @Min(1) @Max(50) int mailsAtOnce,

        @DefaultValue("400ms") @DurationMin @DurationMax(seconds = 10)
        Duration linger,

        @DefaultValue("10s") @DurationMin Duration keepConnections,
        @DefaultValue("5") @Min(1) int tries,
        @DefaultValue("2d") @DurationMin(minutes = 1) Duration giveUpAfter,
        @DefaultValue("5s") @DurationMin(millis = 10) Duration backoff,
        @DefaultValue("10s") @DurationMin(millis = 10) Duration firstRetry,
        @DefaultValue("90d") @DurationMin(days = 1) Duration keepNotifications,
        @DefaultValue("90d") @DurationMin(days = 1) Duration keepOrderProjections) {}
