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
 *     timeouts to connect and to read together
 * @param batch most mails that one instance hands over at the same time
 * @param gathering how long mail may wait for other mail, so that both are claimed and recorded together
 * @param keepConnections how long a connection to the mail server stays open for the next mail, as its timeout for idle
 *     ones or its limit of connections may ask for; 0: each mail has a connection of its own
 * @param tries how often a mail may be refused for good (5yz) before it is given up
 * @param giveUpAfter how long the mail server may refuse a mail for the moment (4yz), or lose the connection in the
 *     middle of it, before it is given up. RFC 5321, 4.5.4.1, asks for 4 to 5 days of servers that pass on mail; what
 *     happens to an order is stale sooner. A mail server that cannot be reached at all is waited for without limit
 * @param pause how long to leave a mail server alone that cannot be reached
 * @param retry how long to wait at first when a mail was not taken; after each further time about twice as long
 * @param keepNotifications how long people can see what they were told
 * @param keepKnownOrders how long it is remembered whose an order is; longer than anything happens to it
 */
@ConfigurationProperties("homedelivery.notification")
@Validated
public record NotificationProperties(
        @NotBlank String from,
        @DefaultValue("USD") String currency,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("8") @Min(1) @Max(50) int batch,
        @DefaultValue("400ms") Duration gathering,
        @DefaultValue("10s") Duration keepConnections,
        @DefaultValue("5") @Min(1) int tries,
        @DefaultValue("2d") Duration giveUpAfter,
        @DefaultValue("5s") Duration pause,
        @DefaultValue("10s") Duration retry,
        @DefaultValue("90d") Duration keepNotifications,
        @DefaultValue("90d") Duration keepKnownOrders) {}
