package com.homedelivery.delivery.domain;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.FieldViolation;
import java.util.List;

/** The code is not the customer's. That it was tried has been counted. */
public final class InvalidOtpException extends DomainException {

    InvalidOtpException() {
        super(
                CommonErrorCode.VALIDATION_ERROR,
                "Validation failed",
                List.of(new FieldViolation("otp", "is not the customer's code")));
    }
}
