package com.homedelivery.payment.domain;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund that a provider says it has made, through us or past us.
 *
 * @param id the provider's id of it
 * @param amount more than 0, with at most two decimals
 * @param chargeId what the provider calls the payment whose money went back when it tells no more than a sum
 * @param ours our id of the refund, which the provider was given with it; null when it was made past us
 */
public record ProviderRefund(
        String id,
        BigDecimal amount,
        @Nullable String chargeId,
        @Nullable UUID ours) {}
