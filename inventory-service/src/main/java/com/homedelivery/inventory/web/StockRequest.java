package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How an admin changes the stock: to new figures, or by a difference; never both. */
record StockRequest(
        @Min(0) @Max(Stock.MAX_QUANTITY) @Nullable Integer quantity,
        @Min(0) @Max(Stock.MAX_QUANTITY) @Nullable Integer lowStockThreshold,

        @Min(-Stock.MAX_QUANTITY) @Max(Stock.MAX_QUANTITY) @Nullable
        Integer adjustBy,

        @Size(max = 200) @Nullable String reason) {

    /**
     * By how much the quantity changes, or null when figures are stated.
     *
     * @throws ValidationException when the request says both or nothing
     */
    @Nullable
    Integer adjustment() {
        boolean states = quantity != null || lowStockThreshold != null;
        if (adjustBy == null && !states) {
            throw new ValidationException("quantity", "or lowStockThreshold or adjustBy is required");
        }
        if (adjustBy != null && states) {
            throw new ValidationException("adjustBy", "does not go together with quantity or lowStockThreshold");
        }
        return adjustBy;
    }

    /** Why, in the words of the admin, or else a default. */
    String reasonOr(String otherwise) {
        return reason == null || reason.isBlank() ? otherwise : reason.strip();
    }
}
