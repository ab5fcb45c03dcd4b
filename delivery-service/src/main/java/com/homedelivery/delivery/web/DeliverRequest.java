package com.homedelivery.delivery.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** @param otp the four digits that the customer told the rider */
record DeliverRequest(
        @NotNull @Pattern(regexp = "[0-9]{4}", message = "must be four digits")
        String otp) {

    /** The code stays out of logs, however this came to be printed. */
    @Override
    public String toString() {
        return "DeliverRequest[otp=****]";
    }
}
