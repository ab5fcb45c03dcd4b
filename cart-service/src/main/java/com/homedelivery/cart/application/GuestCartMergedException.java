package com.homedelivery.cart.application;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

/** The token of a guest's cart that has become part of a customer's: it is spent. */
public final class GuestCartMergedException extends DomainException {

    public GuestCartMergedException() {
        super(CommonErrorCode.INVALID_TOKEN, "This guest cart has become part of an account's cart");
    }
}
