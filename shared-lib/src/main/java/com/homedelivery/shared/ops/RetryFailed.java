package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** A dead letter that was tried again and failed again. It stays what it is. */
public final class RetryFailed extends Refusal {

    /** @param reason shown to the operator, like the reason of the letter itself */
    public RetryFailed(String reason) {
        super(ErrorCode.RETRY_FAILED, "The event failed again: " + reason);
    }
}
