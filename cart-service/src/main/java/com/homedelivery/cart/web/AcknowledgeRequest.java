package com.homedelivery.cart.web;

import com.homedelivery.cart.domain.Cart;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param items whose changes the customer has seen; missing for all */
record AcknowledgeRequest(
        @Size(max = Cart.MAX_LINES) @Nullable List<@Valid @NotNull Item> items) {

    /** @param price that the customer has seen; acknowledged only while it is today's */
    record Item(@NotNull UUID productId, @Positive @Nullable BigDecimal price) {}

    Map<UUID, @Nullable BigDecimal> seenPrices() {
        Map<UUID, @Nullable BigDecimal> prices = new HashMap<>();
        Objects.requireNonNull(items).forEach(item -> prices.put(item.productId(), item.price()));
        return prices;
    }
}
