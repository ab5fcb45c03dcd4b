package com.homedelivery.order.domain;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;
import java.util.Locale;

/** The order can no longer be cancelled, or is cancelled already. */
public final class CancelRefused extends Refusal {

    CancelRefused(OrderStatus status) {
        super(
                ErrorCode.CANCEL_FAILED,
                "This order is " + status.name().toLowerCase(Locale.ROOT) + " and cannot be cancelled");
    }
}
