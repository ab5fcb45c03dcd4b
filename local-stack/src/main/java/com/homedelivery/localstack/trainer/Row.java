package com.homedelivery.localstack.trainer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/**
 * What a trainer is given and gives back.
 *
 * @param text anything
 * @param price more than nothing
 */
public record Row(@NotBlank String text, @Positive BigDecimal price) {}
