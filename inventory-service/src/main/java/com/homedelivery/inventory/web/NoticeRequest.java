package com.homedelivery.inventory.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** A product that a customer waits for. */
record NoticeRequest(@NotNull UUID productId) {}
