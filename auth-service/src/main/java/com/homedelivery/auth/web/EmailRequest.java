package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.EmailAddress;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Whose password was forgotten. Space around the address does not count. */
record EmailRequest(
        @NotBlank
        @Email(regexp = RegisterRequest.EMAIL, message = "must be an e-mail address")
        @Size(max = EmailAddress.MAX_LENGTH)
        String email) {

    EmailRequest {
        email = email == null ? email : email.strip();
    }

    EmailAddress address() {
        return new EmailAddress(email);
    }
}
