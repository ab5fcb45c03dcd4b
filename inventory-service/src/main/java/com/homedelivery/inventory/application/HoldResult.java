package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.shared.api.error.DomainException;

/** The answer to a {@link HoldRequest}. */
public sealed interface HoldResult {

    /** @param isNew false when the order had reserved the same before */
    record Held(Reservation reservation, boolean isNew) implements HoldResult {}

    /** Nothing is saved. */
    record Refused(DomainException refusal) implements HoldResult {}
}
