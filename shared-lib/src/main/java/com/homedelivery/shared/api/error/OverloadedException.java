package com.homedelivery.shared.api.error;

/** More is asked at this moment than can be done. Nothing is done for this request: it can be sent again. */
public class OverloadedException extends DomainException {

    public OverloadedException(String message) {
        super(CommonErrorCode.SERVICE_ERROR, message);
    }
}
