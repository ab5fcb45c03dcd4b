package com.homedelivery.cart.application;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** What a guest shows is no token that this shop has made, or one that is too old to begin a cart. */
public final class InvalidCartTokenException extends DomainException {

    public InvalidCartTokenException() {
        super(CommonErrorCode.INVALID_TOKEN, "The cart token is not valid");
    }
}
