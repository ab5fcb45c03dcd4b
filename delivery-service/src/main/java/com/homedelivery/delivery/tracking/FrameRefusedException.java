package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;

/** A frame that a client may not send. */
final class FrameRefusedException extends DomainException {

    FrameRefusedException(ErrorCode code, String message) {
        super(code, message);
    }
}
