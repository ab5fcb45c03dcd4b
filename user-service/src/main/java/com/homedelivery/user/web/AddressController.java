package com.homedelivery.user.web;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.user.application.AddressView;
import com.homedelivery.user.application.ManageAddressBook;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/users/addresses")
class AddressController {

    private final ManageAddressBook book;

    AddressController(ManageAddressBook book) {
        this.book = book;
    }

    /** Lists the saved addresses. */
    @GetMapping
    ApiResponse<List<AddressView>> addresses(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(book.addressesOf(user.id()));
    }

    /** Gives a saved address. */
    @GetMapping("/{id}")
    ApiResponse<AddressView> address(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(book.find(user.id(), id));
    }

    /** Saves an address. One of the addresses is the default. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiResponse<AddressView> add(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody NewAddressRequest request) {
        return ApiResponse.of(book.add(user.id(), request.asChanges(), request.asDefault()));
    }

    /** Changes an address. Fields not sent stay as they are, null removes one. */
    @PutMapping("/{id}")
    ApiResponse<AddressView> revise(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UUID id,
            @Valid @RequestBody ReviseAddressRequest request) {
        return ApiResponse.of(book.revise(user.id(), id, request.asChanges(), request.isDefault()));
    }

    /** Removes an address. The answer has the addresses that are left, for another one may be the default now. */
    @DeleteMapping("/{id}")
    ApiResponse<List<AddressView>> remove(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return ApiResponse.of(book.remove(user.id(), id));
    }
}
