package com.homedelivery.shared.api.error;

/** There is no such thing, or it belongs to someone else: the caller cannot tell which. */
public final class NotFoundException extends DomainException {

    /** @param resource what was looked for, as a client knows it: {@code "Order"} */
    public NotFoundException(String resource) {
        super(CommonErrorCode.NOT_FOUND, resource + " not found");
    }
}
