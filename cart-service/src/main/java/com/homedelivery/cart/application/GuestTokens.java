package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.GuestToken;
import java.util.Optional;

/** Makes tokens of guests' carts, and knows them again. */
public interface GuestTokens {

    /** A token that nobody ever had. */
    GuestToken create();

    /** Empty when this shop has not made it. */
    Optional<GuestToken> parse(String text);
}
