package com.homedelivery.auth.web;

import com.homedelivery.auth.application.ChangePassword;
import com.homedelivery.auth.application.ChangeRole;
import com.homedelivery.auth.application.DeleteAccount;
import com.homedelivery.auth.application.FindAccount;
import com.homedelivery.auth.application.FindSecurityEvents;
import com.homedelivery.auth.domain.SecurityEvent;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.PageQuery;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    private final FindSecurityEvents securityEvents;
    private final DeleteAccount deletion;

    AccountController(
            FindAccount accounts,
            ChangePassword passwordChange,
            ChangeRole roleChange,
            FindSecurityEvents securityEvents,
            DeleteAccount deletion) {
        this.accounts = accounts;
        this.passwordChange = passwordChange;
        this.roleChange = roleChange;
        this.securityEvents = securityEvents;
        this.deletion = deletion;
    }

    /** Tells who is logged in. */
    @GetMapping("/me")
    ApiResponse<AccountResponse> me(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(AccountResponse.of(accounts.byId(user.id())));
    }

    /** Changes the password. All tokens of the account end, that of this request included: log in again. */
    @PutMapping("/password")
    ApiResponse<AccountResponse> changePassword(
            @AuthenticationPrincipal CurrentUser user,
            @Valid @RequestBody ChangePasswordRequest request,
            HttpServletRequest http) {
        return ApiResponse.of(AccountResponse.of(
                passwordChange.change(user.id(), request.currentPassword(), request.newPassword(), Clients.of(http))));
    }

    /** Changes somebody's role. The person's access tokens end; a refresh brings the new role. */
    @PutMapping("/users/{userId}/role")
    ApiResponse<AccountResponse> changeRole(
            @AuthenticationPrincipal CurrentUser admin,
            @PathVariable UUID userId,
            @Valid @RequestBody ChangeRoleRequest request,
            HttpServletRequest http) {
        return ApiResponse.of(
                AccountResponse.of(roleChange.change(admin.id(), userId, request.asRole(), Clients.of(http))));
    }

    /** Lists what happened to the account: logins, failures, changes. The latest first, twenty when no page was asked for. */
    @GetMapping("/me/security-events")
    ApiResponse<List<SecurityEventResponse>> securityEvents(
            @AuthenticationPrincipal CurrentUser user, @Valid PageQuery page) {
        Page<SecurityEvent> found = securityEvents.of(user.id(), page.pageOrFirst(), page.limitOrDefault());
        List<SecurityEventResponse> events =
                found.map(SecurityEventResponse::of).getContent();
        return page.isRequested()
                ? ApiResponse.page(
                        events, Pagination.of(page.pageOrFirst(), page.limitOrDefault(), found.getTotalElements()))
                : ApiResponse.of(events);
    }

    /** Deletes the account, at once and for good. Orders stay, without anything that tells whose they were. */
    @PostMapping("/me/deletion")
    ApiResponse<DeletedResponse> delete(
            @AuthenticationPrincipal CurrentUser user,
            @Valid @RequestBody ConfirmIdentityRequest request,
            HttpServletRequest http) {
        deletion.delete(user.id(), request.password(), request.code(), Clients.of(http));
        return ApiResponse.of(new DeletedResponse(true));
    }
}
