package com.homedelivery.payment.web;

import com.homedelivery.payment.application.InitiatePayment;
import com.homedelivery.payment.domain.PaymentMethod;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.UUID;

/** The body of {@code POST /payments}. */
record PaymentRequest(
        @NotNull UUID orderId,

        @NotNull @Positive @Digits(integer = 10, fraction = 2, message = "must have at most 2 decimals")
        BigDecimal amount,

        @NotBlank @Size(max = 50) String paymentMethod) {

    InitiatePayment.Command toCommand() {
        return new InitiatePayment.Command(orderId, amount, PaymentMethod.of(paymentMethod));
    }
}
