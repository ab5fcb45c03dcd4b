package com.homedelivery.payment.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * The body of {@code POST /payments/orders/{orderId}/close}.
 *
 * @param userId whose order it is, for an order that is not known here yet
 */
record CloseRequest(@NotNull UUID userId) {}
