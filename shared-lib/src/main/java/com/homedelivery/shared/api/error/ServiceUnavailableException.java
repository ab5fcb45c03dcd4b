package com.homedelivery.shared.api.error;

/** Another service or a server that this answer needs did not answer. The same request may succeed later. */
public final class ServiceUnavailableException extends DomainException {

    public ServiceUnavailableException(String message, Throwable cause) {
        super(CommonErrorCode.SERVICE_ERROR, message);
        initCause(cause);
    }
}
