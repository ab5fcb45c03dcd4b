package com.homedelivery.cart.web;

import com.homedelivery.cart.domain.Cart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * @param productId any text: one that is no id is an unknown product
 * @param price validated and ignored: the catalogue's price counts
 */
record AddItemRequest(
        @NotBlank String productId,
        @NotNull @Positive @Max(Cart.MAX_QUANTITY) Integer quantity,
        @Positive @Nullable BigDecimal price) {}
