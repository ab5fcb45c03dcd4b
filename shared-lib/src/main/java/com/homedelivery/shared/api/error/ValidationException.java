package com.homedelivery.shared.api.error;

import java.util.List;

/** A value that the annotations of a request could not judge by themselves. */
public final class ValidationException extends DomainException {

    /**
     * @param field name of the request field, path or query value
     * @param message what is wrong with it, to follow the field's name: {@code "must be greater than 0"}
     */
    public ValidationException(String field, String message) {
        super(CommonErrorCode.VALIDATION_ERROR, "Validation failed", List.of(new FieldViolation(field, message)));
    }
}
