package com.homedelivery.cart.web;

import static com.homedelivery.cart.web.CartAccess.CART_TOKEN;
import static org.springframework.http.HttpHeaders.IF_MATCH;

import com.homedelivery.cart.application.AcknowledgeChanges;
import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.CartView;
import com.homedelivery.cart.application.ManageCart;
import com.homedelivery.cart.application.ValidateCart;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The cart of the customer who is signed in, or else that of the guest with the token. */
@RestController
@RequestMapping("/cart")
class CartController {

    private final ManageCart cart;
    private final AcknowledgeChanges acknowledgement;
    private final ValidateCart validation;
    private final CartAccess access;

    CartController(ManageCart cart, AcknowledgeChanges acknowledgement, ValidateCart validation, CartAccess access) {
        this.cart = cart;
        this.acknowledgement = acknowledgement;
        this.validation = validation;
        this.access = access;
    }

    /**
     * Gives the cart. One that is not there is empty. With {@code changes=false} it comes without what the shop says now: without {@code
     * available} and {@code changes}.
     */
    @GetMapping
    ApiResponse<CartResponse> view(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestHeader(name = CART_TOKEN, required = false) @Nullable String cartToken,
            @RequestParam(defaultValue = "true") boolean changes) {
        CartRef ref = access.cart(user, cartToken);
        return answer(changes ? cart.view(ref) : cart.plainView(ref));
    }

    /** Puts a product into the cart. The same product again adds up; price and name are the catalogue's. */
    @PostMapping("/items")
    ApiResponse<CartResponse> add(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestHeader(name = CART_TOKEN, required = false) @Nullable String cartToken,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody AddItemRequest request) {
        UUID productId = CartAccess.productId(request.productId());
        return answer(cart.add(access.cart(user, cartToken, ifMatch), productId, request.quantity()));
    }

    /** Sets how many of a product are in the cart. 0 takes it out. */
    @PutMapping("/items/{itemId}")
    ApiResponse<CartResponse> setQuantity(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestHeader(name = CART_TOKEN, required = false) @Nullable String cartToken,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable UUID itemId,
            @Valid @RequestBody SetQuantityRequest request) {
        return answer(cart.setQuantity(access.cart(user, cartToken, ifMatch), itemId, request.quantity()));
    }

    /** Takes a product out of the cart. One that is not in it does no harm, and neither does a text that is no id. */
    @DeleteMapping("/items/{itemId}")
    ApiResponse<CartResponse> remove(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestHeader(name = CART_TOKEN, required = false) @Nullable String cartToken,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable String itemId) {
        CartRef ref = access.cart(user, cartToken, ifMatch);
        return answer(CartAccess.parseId(itemId)
                .map(productId -> cart.remove(ref, productId))
                .orElseGet(() -> cart.view(ref)));
    }

    /** Empties the cart. */
    @DeleteMapping
    ApiResponse<Void> clear(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestHeader(name = CART_TOKEN, required = false) @Nullable String cartToken,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch) {
        cart.clear(access.cart(user, cartToken, ifMatch));
        return ApiResponse.message("Cart cleared");
    }

    /**
     * Acknowledges what has changed of the products in the cart. Without a body, everything; the lines have today's prices
     * then, as the answer shows. A price that is named must be today's.
     */
    @PostMapping("/acknowledge")
    ApiResponse<CartResponse> acknowledge(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestHeader(name = CART_TOKEN, required = false) @Nullable String cartToken,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody(required = false) @Nullable AcknowledgeRequest request) {
        CartRef ref = access.cart(user, cartToken, ifMatch);
        return answer(
                request == null || request.items() == null
                        ? acknowledgement.acknowledgeAll(ref)
                        : acknowledgement.acknowledge(ref, request.seenPrices()));
    }

    /** Tells whether the cart could be ordered now. If not, everything that would stop the order, line by line. */
    @PostMapping("/validate")
    ApiResponse<ValidationResponse> validate(
            @AuthenticationPrincipal @Nullable CurrentUser user,
            @RequestHeader(name = CART_TOKEN, required = false) @Nullable String cartToken) {
        return ApiResponse.of(ValidationResponse.of(
                validation.validate(access.cart(user, cartToken).id())));
    }

    private static ApiResponse<CartResponse> answer(CartView view) {
        return ApiResponse.of(CartResponse.of(view));
    }
}
