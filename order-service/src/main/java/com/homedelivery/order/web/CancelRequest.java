package com.homedelivery.order.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record CancelRequest(@Size(max = 300) @Nullable String reason) {}
