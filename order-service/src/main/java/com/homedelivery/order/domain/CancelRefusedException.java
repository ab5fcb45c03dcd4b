package com.homedelivery.order.domain;

import com.homedelivery.shared.api.error.DomainException;
import java.util.Locale;

/** The order can no longer be cancelled, or is cancelled already. */
public final class CancelRefusedException extends DomainException {

    /** @param status of the order, which cannot be cancelled from there */
    public CancelRefusedException(OrderStatus status) {
        this(status.name().toLowerCase(Locale.ROOT));
    }

    private CancelRefusedException(String state) {
        super(OrderErrorCode.CANCEL_FAILED, "This order is " + state + " and cannot be cancelled");
    }

    /** The rider has it, though the event of that may not have been handled yet. */
    public static CancelRefusedException pickedUp() {
        return new CancelRefusedException("picked up");
    }
}
