package com.homedelivery.auth.web;

import com.homedelivery.auth.application.ChangePassword;
import com.homedelivery.auth.application.ChangeRole;
import com.homedelivery.auth.application.FindAccount;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/auth")
class AccountController {

    private final FindAccount accounts;
    private final ChangePassword passwordChange;
    private final ChangeRole roleChange;

    AccountController(FindAccount accounts, ChangePassword passwordChange, ChangeRole roleChange) {
        this.accounts = accounts;
        this.passwordChange = passwordChange;
        this.roleChange = roleChange;
    }

    /** Tells who is logged in. */
    @GetMapping("/me")
    ApiResponse<AccountResponse> me(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(AccountResponse.of(accounts.byId(user.id())));
    }

    /** Changes the password. All tokens of the account end, that of this request included: log in again. */
    @PutMapping("/password")
    ApiResponse<AccountResponse> changePassword(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody ChangePasswordRequest request) {
        return ApiResponse.of(
                AccountResponse.of(passwordChange.change(user.id(), request.currentPassword(), request.newPassword())));
    }

    /** Changes somebody's role. The person's access tokens end; a refresh brings the new role. */
    @PutMapping("/users/{userId}/role")
    ApiResponse<AccountResponse> changeRole(
            @AuthenticationPrincipal CurrentUser admin,
            @PathVariable UUID userId,
            @Valid @RequestBody ChangeRoleRequest request) {
        return ApiResponse.of(AccountResponse.of(roleChange.change(admin.id(), userId, request.asRole())));
    }
}
