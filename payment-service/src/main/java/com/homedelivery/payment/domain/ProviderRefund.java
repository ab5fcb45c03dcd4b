package com.homedelivery.payment.domain;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund that a provider reports, asked for by this service or external.
 *
 * @param id the provider's id of it
 * @param amount more than 0, with at most two decimals
 * @param chargeId what the provider calls the payment that was refunded, which identifies the money where only a total
 *     was reported
 * @param ourId our id of the refund, which the provider was given with it; null for an external refund
 */
public record ProviderRefund(
        String id,
        BigDecimal amount,
        @Nullable String chargeId,
        @Nullable UUID ourId) {}
