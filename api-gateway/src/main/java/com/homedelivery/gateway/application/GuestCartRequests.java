package com.homedelivery.gateway.application;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;

/**
 * Requests of guests for the carts whose tokens they have. cart-service says which of its routes they may call, and whether a token is
 * good. Whoever sends an {@code Authorization} as well is no guest, also when it is not good: then the account's cart is meant.
 */
public final class GuestCartRequests {

    /** The header in which a guest shows the token of the cart. */
    public static final String TOKEN = "X-Cart-Token";

    private GuestCartRequests() {}

    public static boolean include(RequestPath path, HttpHeaders headers) {
        return headers.containsHeader(TOKEN)
                && !headers.containsHeader(HttpHeaders.AUTHORIZATION)
                && ServiceRoute.of(path.pathWithinApplication())
                        .filter(ServiceRoute.CART::equals)
                        .isPresent();
    }
}
