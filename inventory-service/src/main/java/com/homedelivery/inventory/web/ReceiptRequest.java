package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.ReceiveGoods;
import com.homedelivery.inventory.application.ReceiveGoods.Arrival;
import com.homedelivery.inventory.domain.Stock;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goods that came in.
 *
 * @param reference number of the supplier's delivery note for example
 */
record ReceiptRequest(
        @Size(min = 1, max = 100) @Nullable String reference,
        @NotEmpty @Size(max = 500) List<@NotNull @Valid Line> lines) {

    /**
     * @param expiresOn the last day on which they may be sold; missing when they do not expire
     * @param lot what the producer calls them
     */
    record Line(
            @NotNull UUID productId,
            @NotNull @Min(1) @Max(Stock.MAX_QUANTITY) Integer quantity,
            @Nullable LocalDate expiresOn,
            @Size(min = 1, max = 50) @Nullable String lot) {}

    Arrival of(String number) {
        return new Arrival(
                number,
                reference,
                lines.stream()
                        .map(line ->
                                new ReceiveGoods.Line(line.productId(), line.quantity(), line.expiresOn(), line.lot()))
                        .toList());
    }
}
