package com.homedelivery.cart.web;

import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.GuestTokens;
import com.homedelivery.cart.application.InvalidCartTokenException;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose cart a request is about, and which product of it. */
@Component
class CartAccess {

    /** The header in which a guest shows the token of the cart. */
    static final String CART_TOKEN = "X-Cart-Token";

    private final GuestTokens tokens;

    CartAccess(GuestTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The customer's cart, or else the guest's: whoever is signed in has the account's cart.
     *
     * @throws InvalidCartTokenException when there is neither a customer nor a good token
     */
    CartRef cart(@Nullable CurrentUser user, @Nullable String cartToken) {
        return cart(user, cartToken, null);
    }

    /** The same cart, to be changed if its revision is that of an {@code If-Match} header. */
    CartRef cart(@Nullable CurrentUser user, @Nullable String cartToken, @Nullable String ifMatch) {
        Long expectedRevision = EntityTag.parseIfMatch(ifMatch);
        return user != null
                ? CartRef.ofCustomer(user.id(), expectedRevision)
                : Optional.ofNullable(cartToken)
                        .flatMap(tokens::parse)
                        .map(token -> CartRef.ofGuest(token, expectedRevision))
                        .orElseThrow(InvalidCartTokenException::new);
    }

    /** Empty for a text that is no id. */
    static Optional<UUID> parseId(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** @throws NotFoundException for a text that is no id: there is no such product */
    static UUID productId(String text) {
        return parseId(text).orElseThrow(() -> new NotFoundException("Product"));
    }
}
