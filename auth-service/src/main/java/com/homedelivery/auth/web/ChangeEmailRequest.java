package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.EmailAddress;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param code of the second factor, where it is on */
record ChangeEmailRequest(
        @NotBlank
        @Email(regexp = RegisterRequest.EMAIL, message = "must be an e-mail address")
        @Size(max = EmailAddress.MAX_LENGTH)
        String newEmail,

        @NotEmpty @Size(max = 1000) String password,
        @Size(max = 100) @Nullable String code) {

    ChangeEmailRequest {
        newEmail = newEmail == null ? newEmail : newEmail.strip();
    }

    EmailAddress address() {
        return new EmailAddress(newEmail);
    }

    @Override
    public String toString() {
        return "ChangeEmailRequest[newEmail=" + newEmail + "]";
    }
}
