package com.homedelivery.shared.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person who is calling. A controller takes it as an {@code @AuthenticationPrincipal} parameter.
 *
 * @param id the user's id in every service
 * @param email as registered
 * @param role {@code USER}, {@code RIDER} or {@code ADMIN}
 * @param emailVerified whether mail to that address is known to arrive; true for tokens from before this was asked
 * @param sessionId the login that the access token comes from; null for tokens from before sessions were listed
 */
public record CurrentUser(
        UUID id,
        String email,
        Role role,
        boolean emailVerified,
        @Nullable UUID sessionId) implements Caller {

    /** Somebody whose address is verified, in no particular session. */
    public CurrentUser(UUID id, String email, Role role) {
        this(id, email, role, true, null);
    }

    public CurrentUser inSession(UUID session) {
        return new CurrentUser(id, email, role, emailVerified, session);
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    public boolean is(UUID userId) {
        return id.equals(userId);
    }
}
