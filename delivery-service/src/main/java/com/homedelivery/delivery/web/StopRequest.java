package com.homedelivery.delivery.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why an order is not to be delivered.
 *
 * @param reason at most 500 characters
 * @param evenIfPickedUp whether a rider who has the goods is not to hand them over any more; not so by default
 */
record StopRequest(
        @NotBlank @Size(max = 500) String reason, @Nullable Boolean evenIfPickedUp) {}
