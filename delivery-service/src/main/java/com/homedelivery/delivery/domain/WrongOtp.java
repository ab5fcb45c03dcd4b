package com.homedelivery.delivery.domain;

import com.homedelivery.shared.api.ErrorCode;
import com.homedelivery.shared.api.FieldProblem;
import com.homedelivery.shared.api.Refusal;
import java.util.List;

/** The code is not the customer's. That it was tried has been counted. */
public final class WrongOtp extends Refusal {

    WrongOtp() {
        super(
                ErrorCode.VALIDATION_ERROR,
                "Validation failed",
                List.of(new FieldProblem("otp", "is not the customer's code")));
    }
}
