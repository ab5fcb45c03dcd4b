package com.homedelivery.auth.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** @param token from the mail */
record ResetPasswordRequest(
        @NotBlank @Size(max = 1000) String token,
        @NotNull @ValidPassword String newPassword) {

    @Override
    public String toString() {
        return "ResetPasswordRequest";
    }
}
