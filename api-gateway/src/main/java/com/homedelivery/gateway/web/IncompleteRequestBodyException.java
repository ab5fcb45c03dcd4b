package com.homedelivery.gateway.web;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** The client stopped in the middle of its body, or was too slow with it. */
final class IncompleteRequestBodyException extends DomainException {

    IncompleteRequestBodyException(Throwable cause) {
        super(CommonErrorCode.VALIDATION_ERROR, "The body of the request did not arrive in time");
        initCause(cause);
    }
}
