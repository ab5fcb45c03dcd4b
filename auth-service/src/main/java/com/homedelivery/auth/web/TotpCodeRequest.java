package com.homedelivery.auth.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

record TotpCodeRequest(@NotBlank @Size(max = 100) String code) {

    @Override
    public String toString() {
        return "TotpCodeRequest";
    }
}
