package com.homedelivery.cart.web;

import com.homedelivery.cart.application.ManageCart;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/cart")
class CartController {

    private final ManageCart cart;

    CartController(ManageCart cart) {
        this.cart = cart;
    }

    /** Gives the cart. One that is not there is empty. */
    @GetMapping
    ApiResponse<CartResponse> view(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(CartResponse.of(cart.view(user.id())));
    }

    /** Puts a product into the cart. The same product again adds up; price and name are the catalogue's. */
    @PostMapping("/items")
    ApiResponse<CartResponse> add(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody AddItemRequest request) {
        UUID productId = parseId(request.productId()).orElseThrow(() -> new NotFoundException("Product"));
        return ApiResponse.of(CartResponse.of(cart.add(user.id(), productId, request.quantity())));
    }

    /** Sets how many of a product are in the cart. 0 takes it out. */
    @PutMapping("/items/{itemId}")
    ApiResponse<CartResponse> setQuantity(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID itemId,
            @Valid @RequestBody SetQuantityRequest request) {
        return ApiResponse.of(CartResponse.of(cart.setQuantity(user.id(), itemId, request.quantity())));
    }

    /** Takes a product out of the cart. One that is not in it does no harm, and neither does a text that is no id. */
    @DeleteMapping("/items/{itemId}")
    ApiResponse<CartResponse> remove(@AuthenticationPrincipal CurrentUser user, @PathVariable String itemId) {
        return ApiResponse.of(CartResponse.of(parseId(itemId)
                .map(productId -> cart.remove(user.id(), productId))
                .orElseGet(() -> cart.view(user.id()))));
    }

    /** Empties the cart. */
    @DeleteMapping
    ApiResponse<Void> clear(@AuthenticationPrincipal CurrentUser user) {
        cart.clear(user.id());
        return ApiResponse.message("Cart cleared");
    }

    private static Optional<UUID> parseId(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
