package com.homedelivery.auth.web;

import com.homedelivery.auth.application.ManageSecondFactor;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second factor at login: codes of an authenticator app. */
@RestController
@RequestMapping("/auth/totp")
class TotpController {

    private final ManageSecondFactor secondFactor;

    TotpController(ManageSecondFactor secondFactor) {
        this.secondFactor = secondFactor;
    }

    /** Tells whether it is on. */
    @GetMapping
    ApiResponse<TotpStatusResponse> status(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(TotpStatusResponse.of(secondFactor.statusOf(user.id())));
    }

    /** Makes a secret for an authenticator app. It is asked for at login once it is confirmed. */
    @PostMapping
    ResponseEntity<ApiResponse<TotpSetupResponse>> setUp(
            @AuthenticationPrincipal CurrentUser user,
            @Valid @RequestBody ConfirmIdentityRequest request,
            HttpServletRequest http) {
        return Answers.noStore(
                TotpSetupResponse.of(secondFactor.setUp(user.id(), request.password(), Clients.of(http))));
    }

    /**
     * Switches it on by a first code. The recovery codes are shown this once. All sessions end but the one that calls, which gets
     * new tokens by a refresh.
     */
    @PostMapping("/confirm")
    ResponseEntity<ApiResponse<RecoveryCodesResponse>> confirm(
            @AuthenticationPrincipal CurrentUser user,
            @Valid @RequestBody TotpCodeRequest request,
            HttpServletRequest http) {
        return Answers.noStore(new RecoveryCodesResponse(secondFactor.confirm(user, request.code(), Clients.of(http))));
    }

    /** Switches it off. */
    @PostMapping("/disable")
    ApiResponse<TotpStatusResponse> disable(
            @AuthenticationPrincipal CurrentUser user,
            @Valid @RequestBody ConfirmIdentityRequest request,
            HttpServletRequest http) {
        secondFactor.disable(user.id(), request.password(), request.code(), Clients.of(http));
        return ApiResponse.of(TotpStatusResponse.of(secondFactor.statusOf(user.id())));
    }

    /** Gives ten new recovery codes, in place of all that there were. */
    @PostMapping("/recovery-codes")
    ResponseEntity<ApiResponse<RecoveryCodesResponse>> replaceRecoveryCodes(
            @AuthenticationPrincipal CurrentUser user,
            @Valid @RequestBody ConfirmIdentityRequest request,
            HttpServletRequest http) {
        return Answers.noStore(new RecoveryCodesResponse(
                secondFactor.replaceRecoveryCodes(user.id(), request.password(), request.code(), Clients.of(http))));
    }
}
