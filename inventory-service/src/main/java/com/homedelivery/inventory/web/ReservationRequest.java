package com.homedelivery.inventory.web;

import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an order wants to have held. */
record ReservationRequest(
        @NotNull UUID orderId, @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> items) {

    private static final int MOST_OF_ONE = 99;

    record Line(
            @NotNull UUID productId,
            @NotNull @Min(1) @Max(MOST_OF_ONE) Integer quantity) {}

    /**
     * Units by product id; lines of one product are added up.
     *
     * @throws ValidationException when that makes more than {@value #MOST_OF_ONE}
     */
    Map<UUID, Integer> quantities() {
        Map<UUID, Integer> quantities = new HashMap<>();
        items.forEach(line -> quantities.merge(line.productId(), line.quantity(), Integer::sum));
        if (quantities.values().stream().anyMatch(quantity -> quantity > MOST_OF_ONE)) {
            throw new ValidationException("items", "must have at most " + MOST_OF_ONE + " of one product");
        }
        return quantities;
    }
}
