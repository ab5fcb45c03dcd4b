package com.homedelivery.shared.api.error;

/** The codes that any service may answer with. */
public enum CommonErrorCode implements ErrorCode {
    VALIDATION_ERROR(400),
    UNAUTHORIZED(401),
    INVALID_TOKEN(401),
    TOKEN_EXPIRED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    RETRY_FAILED(409),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    RATE_LIMIT_EXCEEDED(429),
    INTERNAL_ERROR(500),
    SERVICE_ERROR(503);

    private final int status;

    CommonErrorCode(int status) {
        this.status = status;
    }

    @Override
    public int status() {
        return status;
    }
}
