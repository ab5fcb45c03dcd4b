package com.homedelivery.auth.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

record ChangePasswordRequest(
        @NotEmpty @Size(max = 1000) String currentPassword,
        @NotNull @ValidPassword String newPassword) {

    @Override
    public String toString() {
        return "ChangePasswordRequest";
    }
}
