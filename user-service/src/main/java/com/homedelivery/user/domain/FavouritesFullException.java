package com.homedelivery.user.domain;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;

public final class FavouritesFullException extends DomainException {

    public FavouritesFullException() {
        super(CommonErrorCode.CONFLICT, "A customer has at most " + Favourite.MAX + " favourites");
    }
}
