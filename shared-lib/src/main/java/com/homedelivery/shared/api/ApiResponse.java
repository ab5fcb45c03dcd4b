package com.homedelivery.shared.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.homedelivery.shared.api.error.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelope around every answer.
 *
 * @param <T> what a successful answer carries
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"success", "data", "message", "pagination", "error", "timestamp"})
public record ApiResponse<T>(
        boolean success,
        @Nullable T data,
        @Nullable String message,
        @Nullable Pagination pagination,
        @Nullable ApiError error,
        Instant timestamp) {

    /** What went wrong, for a program ({@code code}), a person ({@code message}) and a form ({@code details}). */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ApiError(
            String code, String message, @Nullable Object details) {

        public ApiError(ErrorCode code, String message, @Nullable Object details) {
            this(code.name(), message, details);
        }
    }

    public static <T> ApiResponse<T> of(T data) {
        return new ApiResponse<>(true, data, null, null, null, Instant.now());
    }

    public static <T> ApiResponse<List<T>> page(List<T> entries, Pagination pagination) {
        return new ApiResponse<>(true, entries, null, pagination, null, Instant.now());
    }

    public static ApiResponse<Void> message(String message) {
        return new ApiResponse<>(true, null, message, null, null, Instant.now());
    }

    public static ApiResponse<Void> error(ErrorCode code, String message) {
        return error(code, message, null);
    }

    public static ApiResponse<Void> error(ErrorCode code, String message, @Nullable Object details) {
        return new ApiResponse<>(false, null, null, null, new ApiError(code, message, details), Instant.now());
    }
}
