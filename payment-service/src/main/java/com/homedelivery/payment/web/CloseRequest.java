package com.homedelivery.payment.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * The body of {@code POST /payments/orders/{orderId}/close}.
 *
 * @param userId whose order it is, for the case that nothing was heard of it yet
 */
record CloseRequest(@NotNull UUID userId) {}
