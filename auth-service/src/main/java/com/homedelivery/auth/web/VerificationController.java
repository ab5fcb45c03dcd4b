package com.homedelivery.auth.web;

import com.homedelivery.auth.application.ChangeEmail;
import com.homedelivery.auth.application.MintVerificationSecret;
import com.homedelivery.auth.application.RequestPasswordReset;
import com.homedelivery.auth.application.ResetPassword;
import com.homedelivery.auth.application.VerifyEmail;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is done by a link in a mail. */
@RestController
@RequestMapping("/auth")
class VerificationController {

    private final RequestPasswordReset resetRequest;
    private final ResetPassword reset;
    private final VerifyEmail verification;
    private final ChangeEmail emailChange;
    private final MintVerificationSecret secrets;

    VerificationController(
            RequestPasswordReset resetRequest,
            ResetPassword reset,
            VerifyEmail verification,
            ChangeEmail emailChange,
            MintVerificationSecret secrets) {
        this.resetRequest = resetRequest;
        this.reset = reset;
        this.verification = verification;
        this.emailChange = emailChange;
        this.secrets = secrets;
    }

    /** Asks for a mail to set a new password by. The answer is the same whether or not the address has an account. */
    @PostMapping("/password-reset")
    ApiResponse<RequestedResponse> requestPasswordReset(
            @Valid @RequestBody EmailRequest request, HttpServletRequest http) {
        resetRequest.request(request.address(), Clients.of(http));
        return ApiResponse.of(new RequestedResponse(true));
    }

    /** Sets a new password by the token of a mail, once. All sessions of the account end. */
    @PostMapping("/password-reset/confirm")
    ApiResponse<PasswordResetResponse> resetPassword(
            @Valid @RequestBody ResetPasswordRequest request, HttpServletRequest http) {
        reset.reset(request.token(), request.newPassword(), Clients.of(http));
        return ApiResponse.of(new PasswordResetResponse(true));
    }

    /** Verifies an address by the token of a mail. Access tokens tell of it from the next refresh on. */
    @PostMapping("/verify-email")
    ApiResponse<EmailVerifiedResponse> verifyEmail(
            @Valid @RequestBody MailedTokenRequest request, HttpServletRequest http) {
        verification.verify(request.token(), Clients.of(http));
        return ApiResponse.of(new EmailVerifiedResponse(true));
    }

    /** Sends the mail that verifies the address once more. */
    @PostMapping("/verify-email/resend")
    ApiResponse<RequestedResponse> resendVerification(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(new RequestedResponse(verification.resend(user.id())));
    }

    /** Asks for a mail to a new address, which becomes the account's once it is confirmed. */
    @PostMapping("/email-change")
    ApiResponse<RequestedResponse> requestEmailChange(
            @AuthenticationPrincipal CurrentUser user,
            @Valid @RequestBody ChangeEmailRequest request,
            HttpServletRequest http) {
        emailChange.request(user.id(), request.address(), request.password(), request.code(), Clients.of(http));
        return ApiResponse.of(new RequestedResponse(true));
    }

    /** Gives the account the new address, by the token of the mail to it. Access tokens end: a refresh brings the new address. */
    @PostMapping("/confirm-email")
    ApiResponse<EmailChangedResponse> confirmEmail(
            @Valid @RequestBody MailedTokenRequest request, HttpServletRequest http) {
        emailChange.confirm(request.token(), Clients.of(http));
        return ApiResponse.of(new EmailChangedResponse(true));
    }

    /** Makes the secret of a mail that is about to be sent. */
    @PostMapping("/internal/verifications/{verificationId}/secret")
    ResponseEntity<ApiResponse<MintedSecretResponse>> mintSecret(@PathVariable UUID verificationId) {
        return Answers.noStore(MintedSecretResponse.of(secrets.mint(verificationId)));
    }
}
