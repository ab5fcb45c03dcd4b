package com.homedelivery.auth.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param code of the second factor, where it is on */
record ConfirmIdentityRequest(
        @NotEmpty @Size(max = 1000) String password,
        @Size(max = 100) @Nullable String code) {

    @Override
    public String toString() {
        return "ConfirmIdentityRequest";
    }
}
