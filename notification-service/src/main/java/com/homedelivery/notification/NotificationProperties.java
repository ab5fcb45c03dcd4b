package com.homedelivery.notification;

import com.homedelivery.shared.security.secret.SecretCipher;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
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
 * @param mailsAtOnce how many messages of a channel an instance hands over at the same time, mails each over its own connection; the
 *     mail server may allow fewer
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
 * @param storefrontUrl where the shop's pages are, for the links in mails: {@code https://shop.example.com}
 * @param outgoingAllowedHosts hosts that webhooks and push messages may go to although they are not public, or without TLS,
 *     for development: {@code localhost}. Everybody who may register a webhook reaches them from inside
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
        @DefaultValue("90d") @DurationMin(days = 1) Duration keepOrderProjections,

        @DefaultValue("http://localhost:8080") @Pattern(regexp = "https?://.+")
        String storefrontUrl,

        @DefaultValue List<String> outgoingAllowedHosts,
        @DefaultValue @Valid Sms sms,
        @DefaultValue @Valid Push push,
        @DefaultValue @Valid Webhooks webhooks) {

    /**
     * How SMS are sent.
     *
     * @param accountSid of the account at Twilio; empty: SMS are only noted in the log
     * @param authToken of that account; its status callbacks are signed with it
     * @param from sender of all SMS: a number in E.164, or the SID of a messaging service
     * @param apiUrl where Twilio's API is
     * @param callbackUrl this suite's {@code /api/notifications/callbacks/twilio} as Twilio reaches it from outside; empty: we are
     *     not told whether an SMS has arrived
     * @param perDay most SMS that a person gets in a day (UTC), because each costs money
     * @param maxSegments most segments that an SMS is paid for; a longer one is cut
     */
    public record Sms(
            @DefaultValue("") String accountSid,
            @DefaultValue("") String authToken,
            @DefaultValue("") String from,

            @DefaultValue("https://api.twilio.com") @Pattern(regexp = "https?://.+")
            String apiUrl,

            @DefaultValue("") String callbackUrl,
            @DefaultValue("10") @Min(1) int perDay,
            @DefaultValue("3") @Min(1) @Max(10) int maxSegments) {

        /** Whether there is a provider. */
        public boolean isConfigured() {
            return !accountSid.isEmpty();
        }
    }

    /**
     * How push messages are sent.
     *
     * @param publicKey of the VAPID key pair (RFC 8292), uncompressed, in base64url; empty: nobody can subscribe
     * @param privateKey of that pair, in base64url
     * @param subject whom a push service asks when something is wrong: {@code mailto:} or {@code https:}
     * @param perPerson most browsers of a person that are remembered
     */
    public record Push(
            @DefaultValue("") String publicKey,
            @DefaultValue("") String privateKey,

            @DefaultValue("mailto:no-reply@homedelivery.test")
            String subject,

            @DefaultValue("10") @Min(1) @Max(20) int perPerson) {

        /** Whether there is a key pair. */
        public boolean isConfigured() {
            return !publicKey.isEmpty();
        }
    }

    /**
     * How webhooks are called.
     *
     * @param secretKey encrypts the secrets of webhooks in the database: 32 bytes in Base64. Without it no webhook can be made; with
     *     another one the secrets that are there cannot be read, and each webhook needs a new one
     * @param timeout how long a receiver may take to answer, all in all
     * @param disableAfter how long a receiver may answer nothing but errors before its webhook is switched off
     * @param keepOldSecret how long after a change of the secret messages are signed with the old one as well
     * @param keepDeliveries how long the log of deliveries goes back
     */
    public record Webhooks(
            @DefaultValue("") @Pattern(regexp = SecretCipher.KEY)
            String secretKey,

            @DefaultValue("15s") @DurationMin(seconds = 1) @DurationMax(seconds = 30)
            Duration timeout,

            @DefaultValue("5d") @DurationMin(minutes = 1) Duration disableAfter,
            @DefaultValue("24h") @DurationMin Duration keepOldSecret,
            @DefaultValue("30d") @DurationMin(days = 1) Duration keepDeliveries) {

        /** Without the key: it must not get into a log. */
        @Override
        public String toString() {
            return "Webhooks[timeout=" + timeout + ", disableAfter=" + disableAfter + ", keepOldSecret=" + keepOldSecret
                    + ", keepDeliveries=" + keepDeliveries + "]";
        }
    }
}
