package com.homedelivery.cart.web;

import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.domain.GuestToken;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose cart a request is about, and which product of it. */
final class CartAccess {

    /** The header in which a guest shows the token of the cart. */
    static final String CART_TOKEN = "X-Cart-Token";

    private CartAccess() {}

    /**
     * The id of the customer's cart, or else of the guest's: whoever is signed in has the account's cart.
     *
     * @throws DomainException when there is neither a customer nor a good token
     */
    static UUID cartId(@Nullable CurrentUser user, @Nullable String cartToken) {
        return user != null
                ? user.id()
                : Optional.ofNullable(cartToken)
                        .flatMap(GuestToken::parse)
                        .map(GuestToken::cartId)
                        .orElseThrow(InvalidCartTokenException::new);
    }

    /** The same cart, to be changed if its revision is that of an {@code If-Match} header. */
    static CartRef cart(@Nullable CurrentUser user, @Nullable String cartToken, @Nullable String ifMatch) {
        return new CartRef(cartId(user, cartToken), EntityTag.parseIfMatch(ifMatch));
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

    private static final class InvalidCartTokenException extends DomainException {

        InvalidCartTokenException() {
            super(CommonErrorCode.INVALID_TOKEN, "The cart token is not valid");
        }
    }
}
