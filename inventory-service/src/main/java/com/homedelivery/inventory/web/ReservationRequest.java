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

/** The units that an order wants to reserve. */
record ReservationRequest(
        @NotNull UUID orderId, @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> items) {

    private static final int MAX_OF_ONE_PRODUCT = 99;

    record Line(
            @NotNull UUID productId,
            @NotNull @Min(1) @Max(MAX_OF_ONE_PRODUCT) Integer quantity) {}

    /**
     * Units by product id; lines of one product are added up.
     *
     * @throws ValidationException when that makes more than {@value #MAX_OF_ONE_PRODUCT}
     */
    Map<UUID, Integer> quantities() {
        Map<UUID, Integer> quantities = new HashMap<>();
        items.forEach(line -> quantities.merge(line.productId(), line.quantity(), Integer::sum));
        if (quantities.values().stream().anyMatch(quantity -> quantity > MAX_OF_ONE_PRODUCT)) {
            throw new ValidationException("items", "must have at most " + MAX_OF_ONE_PRODUCT + " of one product");
        }
        return quantities;
    }
}
