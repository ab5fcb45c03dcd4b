package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.EmailAddress;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Space around the address does not count. */
record RegisterRequest(
        @NotBlank
        @Email(regexp = RegisterRequest.EMAIL, message = "must be an e-mail address")
        @Size(max = EmailAddress.MAX_LENGTH)
        String email,

        @NotNull @ValidPassword String password) {

    /** Something at a domain with a dot, of visible characters. The annotation checks the rest. */
    static final String EMAIL = "[^@\\s\\p{C}]+@[^@\\s\\p{C}]+\\.[^@.\\s\\p{C}]+";

    RegisterRequest {
        email = email == null ? email : email.strip();
    }

    EmailAddress address() {
        return new EmailAddress(email);
    }

    @Override
    public String toString() {
        return "RegisterRequest[email=" + email + "]";
    }
}
