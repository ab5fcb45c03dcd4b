package com.homedelivery.shared.idempotency;

import com.homedelivery.shared.api.error.ValidationException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says that requests with this key are one and the same (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param userId whose key it is: two users may choose the same
 * @param operation what is asked for: {@code place-order}
 * @param value what the client sent, 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(UUID userId, String operation, String value) {

    public static final String HEADER = "Idempotency-Key";

    /**
     * The key of a request, or null when it has none.
     *
     * @throws ValidationException when it is empty, too long or has other than visible ASCII characters
     */
    public static @Nullable IdempotencyKey of(UUID userId, String operation, @Nullable String header) {
        if (header == null) {
            return null;
        }
        if (!header.matches("[\\x21-\\x7E]{1,255}")) {
            throw new ValidationException(HEADER, "must be 1 to 255 visible ASCII characters");
        }
        return new IdempotencyKey(userId, operation, header);
    }
}
