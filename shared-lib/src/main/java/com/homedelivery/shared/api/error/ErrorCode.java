package com.homedelivery.shared.api.error;

/** Every code that may stand in {@code error.code}, with the HTTP status it is sent with. Clients rely on both. */
public enum ErrorCode {
    VALIDATION_ERROR(400),
    REGISTRATION_FAILED(400),
    MISSING_TOKEN(400),
    ORDER_FAILED(400),
    CANCEL_FAILED(400),
    PAYMENT_FAILED(400),
    WEBHOOK_ERROR(400),
    UNAUTHORIZED(401),
    INVALID_TOKEN(401),
    TOKEN_EXPIRED(401),
    LOGIN_FAILED(401),
    REFRESH_FAILED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    INSUFFICIENT_STOCK(409),
    RETRY_FAILED(409),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    RATE_LIMIT_EXCEEDED(429),
    INTERNAL_ERROR(500),
    SERVICE_ERROR(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
