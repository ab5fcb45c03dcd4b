package com.homedelivery.delivery.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param reason why it will not arrive, in the rider's words, at most 500 characters */
record FailRequest(@NotBlank @Size(max = 500) String reason) {}
