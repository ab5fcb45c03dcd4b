package com.homedelivery.user.application;

import com.homedelivery.user.domain.Favourite;
import java.time.Instant;
import java.util.UUID;

/** A product that a customer wants to find again. */
public record FavouriteView(UUID productId, Instant addedAt) {

    static FavouriteView of(Favourite favourite) {
        return new FavouriteView(favourite.productId(), favourite.addedAt());
    }
}
