package com.homedelivery.notification.web;

import com.homedelivery.notification.application.ConfirmPhone;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The telephone number of a profile, to which SMS go once it is confirmed. */
@RestController
@RequestMapping("/notifications/phone/verification")
class PhoneController {

    private final ConfirmPhone confirmPhone;

    PhoneController(ConfirmPhone confirmPhone) {
        this.confirmPhone = confirmPhone;
    }

    /** @param expiresAt until when the code can be used */
    record PhoneCodeResponse(Instant expiresAt) {}

    /** @param code the six digits of the SMS */
    record PhoneCodeRequest(
            @NotNull @Pattern(regexp = "\\d{6}", message = "must be six digits") @Nullable
            String code) {}

    record PhoneConfirmedResponse(boolean confirmed) {}

    /** Sends a code to the telephone number of my profile. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ApiResponse<PhoneCodeResponse> sendCode(@AuthenticationPrincipal CurrentUser user) {
        return ApiResponse.of(new PhoneCodeResponse(confirmPhone.sendCode(user.id())));
    }

    /** Confirms the telephone number of my profile by the code that was sent there. */
    @PostMapping("/confirm")
    ApiResponse<PhoneConfirmedResponse> confirm(
            @AuthenticationPrincipal CurrentUser user, @Valid @RequestBody PhoneCodeRequest request) {
        confirmPhone.confirm(user.id(), Objects.requireNonNull(request.code()));
        return ApiResponse.of(new PhoneConfirmedResponse(true));
    }
}
