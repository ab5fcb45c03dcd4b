package com.homedelivery.notification.domain;

import com.homedelivery.shared.security.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who may get notifications. Their registration, their profile and events about them come in any order.
 */
@Entity
@Table(name = "recipients")
public class Recipient {

    private static final int NAME_LENGTH = 100;

    @Id
    private UUID userId;

    private @Nullable String email;

    @Enumerated(EnumType.STRING)
    private @Nullable Role role;

    private @Nullable Instant roleChangedAt;

    private @Nullable String firstName;
    private boolean notificationsEnabled;
    private @Nullable Instant profileUpdatedAt;

    protected Recipient() {}

    /** @return whether this was not known before */
    public boolean register(String email, Role role) {
        boolean first = this.email == null;
        this.email = email;
        if (roleChangedAt == null) {
            this.role = role;
        }
        return first;
    }

    /** Sets the role unless a later one is known. */
    public void changeRole(Role role, Instant changedAt) {
        if (roleChangedAt == null || !roleChangedAt.isAfter(changedAt)) {
            this.role = role;
            this.roleChangedAt = changedAt;
        }
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** Sets the profile unless a later one is known. */
    public void updateProfile(@Nullable String firstName, boolean notificationsEnabled, Instant updatedAt) {
        if (profileUpdatedAt != null && profileUpdatedAt.isAfter(updatedAt)) {
            return;
        }
        this.firstName = firstName == null ? null : oneLine(firstName);
        this.notificationsEnabled = notificationsEnabled;
        this.profileUpdatedAt = updatedAt;
    }

    /** Whether the person gets notifications of this template. */
    public boolean wants(Template template) {
        return notificationsEnabled || template.isEssential();
    }

    private static String oneLine(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= NAME_LENGTH ? line : line.substring(0, NAME_LENGTH);
    }

    public UUID userId() {
        return userId;
    }

    /** Where to reach the person, or null when that is not known yet. */
    public @Nullable String email() {
        return email;
    }

    /** What to call the person, or null. */
    public @Nullable String firstName() {
        return firstName;
    }
}
