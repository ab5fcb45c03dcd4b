package com.homedelivery.payment;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How money is taken.
 *
 * @param provider who takes the money; only {@code simulated} can be chosen so far
 * @param simulatedDelay how long the simulated provider takes to decide about a payment; a number without unit is in
 *     seconds
 * @param currency ISO 4217 code of all amounts
 * @param stripeWebhookSecret what Stripe signs its webhooks with ({@code whsec_…}); empty: no webhook is accepted
 * @param lease how long one instance may take to ask the provider before another asks again; longer than any provider
 *     takes to answer
 * @param refundAttempts how often the provider is asked for a refund that it refuses, over some hours, before a person
 *     has to see to it
 * @param callsAtOnce how many payments, and how many refunds, an instance asks the provider about at the same time; the provider
 *     may allow fewer
 */
@ConfigurationProperties("homedelivery.payment")
@Validated
public record PaymentProperties(
        @DefaultValue("SIMULATED") Provider provider,

        @DefaultValue("2s") @DurationUnit(ChronoUnit.SECONDS) @DurationMin
        Duration simulatedDelay,

        @DefaultValue("USD") @Pattern(regexp = "[A-Z]{3}") String currency,
        @DefaultValue("") String stripeWebhookSecret,
        @DefaultValue("30s") @DurationMin(seconds = 1) Duration lease,
        @DefaultValue("10") @Min(1) int refundAttempts,
        @DefaultValue("20") @Min(1) @Max(100) int callsAtOnce) {

    /** The providers there are. */
    public enum Provider {
        SIMULATED,
        STRIPE
    }
}
