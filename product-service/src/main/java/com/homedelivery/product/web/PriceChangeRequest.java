package com.homedelivery.product.web;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Instant;

/** @param effectiveAt when the price begins, in the future and within a year */
record PriceChangeRequest(
        @NotNull
        @Positive
        @Digits(integer = 5, fraction = 2, message = "must be at most 99999.99 with at most two decimals")
        BigDecimal price,

        @NotNull Instant effectiveAt) {}
