package com.homedelivery.cart.web;

import com.homedelivery.cart.domain.Cart;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;

/** @param quantity 0 removes the line */
record SetQuantityRequest(
        @NotNull @PositiveOrZero @Max(Cart.MAX_QUANTITY) Integer quantity) {}
