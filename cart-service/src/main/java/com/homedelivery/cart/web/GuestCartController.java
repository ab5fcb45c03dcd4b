package com.homedelivery.cart.web;

import com.homedelivery.cart.application.GuestAdmission;
import com.homedelivery.cart.application.GuestTokens;
import com.homedelivery.cart.application.MergeGuestCart;
import com.homedelivery.cart.domain.GuestToken;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.security.ClientNetwork;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Carts of guests, who have no account yet. */
@RestController
@RequestMapping("/cart")
class GuestCartController {

    private final GuestAdmission admission;
    private final GuestTokens tokens;
    private final MergeGuestCart merge;

    GuestCartController(GuestAdmission admission, GuestTokens tokens, MergeGuestCart merge) {
        this.admission = admission;
        this.tokens = tokens;
        this.merge = merge;
    }

    /** @param token for the header {@code X-Cart-Token}; whoever has it has the cart */
    record GuestCartResponse(String token) {}

    /** @param guestToken of the guest's cart */
    record MergeRequest(@NotBlank String guestToken) {}

    /**
     * Begins a guest's cart. Nothing is kept of it until something is put into it, which has to be within a day. From one
     * network only so many guests come in an hour, and none while memory is short.
     */
    @PostMapping("/guest")
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<GuestCartResponse> begin(HttpServletRequest request) {
        String network = ClientNetwork.of(ClientAddress.of(request));
        return ApiResponse.of(new GuestCartResponse(admission.welcome(network).text()));
    }

    /**
     * Merges a guest's cart into the customer's. Of a product that is in both, the customer gets the larger quantity. The
     * guest's token is spent then; the same request again changes nothing.
     */
    @PostMapping("/merge")
    ApiResponse<CartResponse> merge(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody MergeRequest request) {
        GuestToken token = tokens.parse(request.guestToken()).orElseThrow(() -> new NotFoundException("Guest cart"));
        return ApiResponse.of(CartResponse.of(merge.merge(user.id(), token)));
    }
}
