package com.homedelivery.auth.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param token from the mail */
record MailedTokenRequest(@NotBlank @Size(max = 1000) String token) {

    @Override
    public String toString() {
        return "MailedTokenRequest";
    }
}
