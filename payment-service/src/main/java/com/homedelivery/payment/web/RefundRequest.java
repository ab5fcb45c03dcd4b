package com.homedelivery.payment.web;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /payments/{id}/refunds}; without amount, all that is left. */
record RefundRequest(
        @Positive @Digits(integer = 10, fraction = 2, message = "must have at most 2 decimals") @Nullable
        BigDecimal amount,

        @Size(max = 500) @Nullable String reason) {

    static final RefundRequest EVERYTHING = new RefundRequest(null, null);
}
