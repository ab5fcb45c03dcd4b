package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Reservation;
import com.homedelivery.shared.api.error.DomainException;

/** The answer to a {@link ReserveCommand}. */
public sealed interface ReserveResult {

    /** @param isNew false when the order had reserved the same before */
    record Granted(Reservation reservation, boolean isNew) implements ReserveResult {}

    /** Nothing is saved. */
    record Refused(DomainException refusal) implements ReserveResult {}
}
