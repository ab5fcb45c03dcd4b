package com.homedelivery.delivery.web;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

record AssignRequest(@NotNull UUID riderId) {}
