package com.homedelivery.inventory.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** How many units of one product. */
record QuantityRequest(@NotNull @Min(1) @Max(10_000) Integer quantity) {}
