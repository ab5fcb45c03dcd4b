package com.homedelivery.shared.event;

import com.homedelivery.shared.security.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to the people who use the system. Key: the user's id. */
public sealed interface UserEvent extends DomainEvent {

    UUID userId();

    @Override
    default String key() {
        return userId().toString();
    }

    @EventType("user.registered")
    record UserRegistered(UUID userId, String email, Role role, Instant registeredAt) implements UserEvent {}

    @EventType("user.role_changed")
    record UserRoleChanged(UUID userId, Role role, Instant changedAt) implements UserEvent {}

    @EventType("user.profile_updated")
    record UserProfileUpdated(
            UUID userId,
            @Nullable String firstName,
            @Nullable String phone,
            boolean notificationsEnabled,
            Instant updatedAt)
            implements UserEvent {}
}
