package com.homedelivery.shared.security;

import java.util.UUID;

/**
 * The person who is calling. A controller takes it as an {@code @AuthenticationPrincipal} parameter.
 *
 * @param id the user's id in every service
 * @param email as registered
 * @param role {@code USER}, {@code RIDER} or {@code ADMIN}
 */
public record CurrentUser(UUID id, String email, Role role) implements Caller {

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    public boolean is(UUID userId) {
        return id.equals(userId);
    }
}
