package com.homedelivery.inventory.domain;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import java.util.List;
import java.util.UUID;

/** Fewer units of some products would remain than are reserved, or more than a store has. The details name them. */
public final class CorrectionImpossibleException extends DomainException {

    /** A product whose quantity cannot be changed by the difference. */
    public record Line(UUID productId, int quantity, int reserved, int difference) {}

    public CorrectionImpossibleException(List<Line> lines) {
        super(
                CommonErrorCode.CONFLICT,
                "The differences of some products cannot be corrected now; count these again",
                lines);
    }
}
