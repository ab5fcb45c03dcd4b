package com.homedelivery.order.domain;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;
import java.util.Locale;

/** The order can no longer be cancelled, or is cancelled already. */
public final class CancelRefusedException extends DomainException {

    /** @param status what it is, for which it is too late */
    public CancelRefusedException(OrderStatus status) {
        this(status.name().toLowerCase(Locale.ROOT));
    }

    private CancelRefusedException(String state) {
        super(ErrorCode.CANCEL_FAILED, "This order is " + state + " and cannot be cancelled");
    }

    /** The rider has it, though the order may not have heard of that yet. */
    public static CancelRefusedException pickedUp() {
        return new CancelRefusedException("picked up");
    }
}
