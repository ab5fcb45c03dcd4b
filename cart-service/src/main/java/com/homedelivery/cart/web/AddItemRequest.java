package com.homedelivery.cart.web;

import com.homedelivery.cart.domain.Cart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * @param productId free text to clients: what is no id names no product
 * @param price what the client believes; it must be a price, but the catalogue's counts
 */
record AddItemRequest(
        @NotBlank String productId,
        @NotNull @Positive @Max(Cart.MOST_OF_ONE) Integer quantity,
        @Positive @Nullable BigDecimal price) {}
