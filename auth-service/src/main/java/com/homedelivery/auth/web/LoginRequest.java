package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.EmailAddress;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/** Not validated further: that was done at registration. */
record LoginRequest(
        @NotBlank @Size(max = 1000) String email,
        @NotEmpty @Size(max = 1000) String password) {

    EmailAddress address() {
        return new EmailAddress(email);
    }

    @Override
    public String toString() {
        return "LoginRequest[email=" + email + "]";
    }
}
