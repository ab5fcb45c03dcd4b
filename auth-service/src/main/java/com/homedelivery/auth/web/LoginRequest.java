package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.EmailAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Not validated further: that was done at registration.
 *
 * @param code of the second factor, where it is on: six digits of the app, or a recovery code
 */
record LoginRequest(
        @NotBlank @Size(max = 1000) String email,
        @NotEmpty @Size(max = 1000) String password,
        @Size(max = 100) @Nullable String code) {

    EmailAddress address() {
        return new EmailAddress(email);
    }

    @Override
    public String toString() {
        return "LoginRequest[email=" + email + "]";
    }
}
