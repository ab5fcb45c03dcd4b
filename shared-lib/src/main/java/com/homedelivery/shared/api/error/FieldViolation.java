package com.homedelivery.shared.api.error;

/**
 * One entry of a validation error's details.
 *
 * @param field path of the field in the request: {@code items[0].quantity}
 * @param message what is wrong with it
 */
public record FieldViolation(String field, String message) {}
