package com.homedelivery.inventory.web;

import com.homedelivery.inventory.application.AdjustStock.Figures;
import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How an admin changes the stock: to new figures, or by a difference; never both.
 *
 * @param safetyStock units that are not sold
 * @param reasonCode why, for programs; by default {@code COUNTED} for figures, {@code RECEIVED} or {@code LOST} for a difference
 * @param reason why, in words
 * @param reference number of a delivery note, or whatever else the change is about
 */
record StockRequest(
        @Min(0) @Max(Stock.MAX_QUANTITY) @Nullable Integer quantity,
        @Min(0) @Max(Stock.MAX_QUANTITY) @Nullable Integer lowStockThreshold,
        @Min(0) @Max(Stock.MAX_QUANTITY) @Nullable Integer safetyStock,

        @Min(-Stock.MAX_QUANTITY) @Max(Stock.MAX_QUANTITY) @Nullable
        Integer adjustBy,

        @Nullable MovementReason reasonCode,
        @Size(max = 200) @Nullable String reason,
        @Size(min = 1, max = 100) @Nullable String reference) {

    /**
     * By how much the quantity changes, or null when figures are stated.
     *
     * @throws ValidationException when the request says both or nothing
     */
    @Nullable
    Integer adjustment() {
        boolean states = quantity != null || lowStockThreshold != null || safetyStock != null;
        if (adjustBy == null && !states) {
            throw new ValidationException("quantity", "or lowStockThreshold, safetyStock or adjustBy is required");
        }
        if (adjustBy != null && states) {
            throw new ValidationException("adjustBy", "does not go together with quantity or lowStockThreshold");
        }
        return adjustBy;
    }

    Figures figures() {
        return new Figures(quantity, lowStockThreshold, safetyStock);
    }

    /** @throws ValidationException when it is one that people do not give */
    MovementReason code() {
        if (reasonCode == null) {
            return adjustBy == null
                    ? MovementReason.COUNTED
                    : adjustBy > 0 ? MovementReason.RECEIVED : MovementReason.LOST;
        }
        if (!reasonCode.isForChangesByHand()) {
            throw new ValidationException("reasonCode", "is not given by hand");
        }
        return reasonCode;
    }

    /** Why, in the words of the admin, or else a default. */
    String reasonInWords() {
        if (reason != null && !reason.isBlank()) {
            return reason.strip();
        }
        return adjustBy == null ? "counted" : adjustBy > 0 ? "goods came in" : "goods were lost";
    }
}
