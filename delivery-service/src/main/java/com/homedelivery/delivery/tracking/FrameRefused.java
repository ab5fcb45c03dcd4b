package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.Refusal;

/** A frame that a client may not send. */
final class FrameRefused extends Refusal {

    FrameRefused(ErrorCode code, String message) {
        super(code, message);
    }
}
