package com.homedelivery.shared.ops;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** A dead letter that was tried again and failed again. It stays what it is. */
public final class RetryFailedException extends DomainException {

    /** @param reason shown to the operator, like the reason of the letter itself */
    public RetryFailedException(String reason) {
        super(CommonErrorCode.RETRY_FAILED, "The event failed again: " + reason);
    }
}
