package com.homedelivery.shared.api.error;

import org.springframework.http.HttpStatusCode;

/** What the envelope says for an HTTP status that a framework chose before any code of ours was asked. */
public record HttpStatusError(ErrorCode code, String message) {

    public static HttpStatusError of(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> new HttpStatusError(CommonErrorCode.UNAUTHORIZED, "A bearer token is required");
            case 403 -> new HttpStatusError(CommonErrorCode.FORBIDDEN, "Your role does not allow this");
            case 404 -> new HttpStatusError(CommonErrorCode.NOT_FOUND, "There is nothing here");
            case 405 -> new HttpStatusError(CommonErrorCode.METHOD_NOT_ALLOWED, "This method is not allowed here");
            case 413 -> new HttpStatusError(CommonErrorCode.PAYLOAD_TOO_LARGE, "The body is too large");
            case 415 ->
                new HttpStatusError(CommonErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json");
            case 429 -> new HttpStatusError(CommonErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests: slow down");
            case 502, 503, 504 ->
                new HttpStatusError(CommonErrorCode.SERVICE_ERROR, "The service cannot answer right now");
            default ->
                status.is4xxClientError()
                        ? new HttpStatusError(CommonErrorCode.VALIDATION_ERROR, "The request cannot be understood")
                        : new HttpStatusError(CommonErrorCode.INTERNAL_ERROR, "Something went wrong on our side");
        };
    }
}
