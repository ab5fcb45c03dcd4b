package com.homedelivery.cart.web;

import static org.springframework.http.HttpHeaders.IF_MATCH;

import com.homedelivery.cart.application.CartRef;
import com.homedelivery.cart.application.SaveForLater;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.conditional.EntityTag;
import com.homedelivery.shared.security.CurrentUser;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a customer has saved for later. It is kept for long, so it takes an account. */
@RestController
@RequestMapping("/cart")
class SavedItemsController {

    private final SaveForLater saved;

    SavedItemsController(SaveForLater saved) {
        this.saved = saved;
    }

    /** Lists what is saved for later. With what has changed of it since it was seen. */
    @GetMapping("/saved")
    ApiResponse<SavedItemsResponse> list(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(SavedItemsResponse.of(saved.view(user.id())));
    }

    /** Moves a line out of the cart, to be bought later. It adds to what is saved of the product. */
    @PostMapping("/items/{itemId}/save")
    ApiResponse<CartResponse> save(
            @AuthenticationPrincipal CurrentUser user,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable UUID itemId) {
        return ApiResponse.of(CartResponse.of(saved.save(cart(user, ifMatch), itemId)));
    }

    /** Moves something saved back into the cart. As it was seen when it was saved, with what has changed since. */
    @PostMapping("/saved/{itemId}/restore")
    ApiResponse<CartResponse> restore(
            @AuthenticationPrincipal CurrentUser user,
            @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
            @PathVariable UUID itemId) {
        return ApiResponse.of(CartResponse.of(saved.restore(cart(user, ifMatch), itemId)));
    }

    /** Removes something saved. What is not there does no harm, and neither does a text that is no id. */
    @DeleteMapping("/saved/{itemId}")
    ApiResponse<SavedItemsResponse> remove(@AuthenticationPrincipal CurrentUser user, @PathVariable String itemId) {
        return ApiResponse.of(SavedItemsResponse.of(CartAccess.parseId(itemId)
                .map(productId -> saved.remove(user.id(), productId))
                .orElseGet(() -> saved.view(user.id()))));
    }

    private static CartRef cart(CurrentUser user, @Nullable String ifMatch) {
        return CartRef.ofCustomer(user.id(), EntityTag.parseIfMatch(ifMatch));
    }
}
