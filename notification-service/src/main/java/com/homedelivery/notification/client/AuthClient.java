package com.homedelivery.notification.client;

import com.homedelivery.shared.api.ApiResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.PostExchange;

/** The auth service, as other services see it. */
interface AuthClient {

    /** Makes a secret for a verification. */
    @PostExchange("/auth/internal/verifications/{id}/secret")
    ApiResponse<Secret> secret(@PathVariable UUID id);

    /**
     * Never written to a log.
     *
     * @param email the address that it is for, or null from an auth-service that does not tell
     */
    record Secret(String secret, @Nullable String email) {

        @Override
        public String toString() {
            return "Secret";
        }
    }
}
