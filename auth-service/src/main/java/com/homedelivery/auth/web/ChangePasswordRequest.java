package com.homedelivery.auth.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The password in use and the one to come. */
record ChangePasswordRequest(
        @NotEmpty @Size(max = 1000) String currentPassword,
        @NotNull @PasswordBytes String newPassword) {

    @Override
    public String toString() {
        return "ChangePasswordRequest";
    }
}
