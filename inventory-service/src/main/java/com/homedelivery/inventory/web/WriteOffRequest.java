package com.homedelivery.inventory.web;

import com.homedelivery.inventory.domain.MovementReason;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.shared.api.error.ValidationException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Units of a batch that are thrown away or gone.
 *
 * @param quantity how many; all that are there when it is missing
 * @param reasonCode why, for programs; {@code EXPIRED} when it is missing
 * @param reason why, in words
 */
record WriteOffRequest(
        @Min(1) @Max(Stock.MAX_QUANTITY) @Nullable Integer quantity,
        @Nullable MovementReason reasonCode,
        @Size(max = 200) @Nullable String reason,
        @Size(min = 1, max = 100) @Nullable String reference) {

    /** @throws ValidationException when it is one that people do not give */
    MovementReason code() {
        if (reasonCode != null && !reasonCode.isForChangesByHand()) {
            throw new ValidationException("reasonCode", "is not given by hand");
        }
        return reasonCode == null ? MovementReason.EXPIRED : reasonCode;
    }

    /** Why, in the words of the admin, or else a default. */
    String reasonInWords() {
        return reason == null || reason.isBlank() ? "written off" : reason.strip();
    }
}
