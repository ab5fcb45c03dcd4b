package com.homedelivery.auth.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.EventTime;
import com.homedelivery.shared.event.UserEvent.UserRoleChanged;
import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who may sign in: opened by registration, with one e-mail address and one role. */
@Entity
@Table(name = "accounts")
public class Account {

    @Id
    private UUID id;

    private String email;
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    private Instant createdAt;
    private Instant passwordChangedAt;
    private int tokenEpoch;
    private @Nullable Instant tokenEpochChangedAt;

    @Version
    private @Nullable Long version;

    protected Account() {}

    private Account(EmailAddress email, String passwordHash, Role role, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.email = email.value();
        this.passwordHash = passwordHash;
        this.role = person(role);
        this.createdAt = now;
        this.passwordChangedAt = now;
    }

    public static Account open(EmailAddress email, String passwordHash, Role role, Instant now) {
        return new Account(email, passwordHash, role, now);
    }

    /** No access token that was issued before is good any more. */
    public void changePassword(String newHash, Instant now) {
        this.passwordHash = newHash;
        this.passwordChangedAt = now;
        outdateTokens(now);
    }

    /** No access token with the old role is good any more. Empty when it is the role that the account has. */
    public Optional<UserRoleChanged> assign(Role newRole, Instant now) {
        if (role == person(newRole)) {
            return Optional.empty();
        }
        this.role = newRole;
        return Optional.of(new UserRoleChanged(id, newRole, outdateTokens(now)));
    }

    /** @return when, which is later than the last time */
    private Instant outdateTokens(Instant now) {
        Instant changedAt = EventTime.after(tokenEpochChangedAt, now);
        this.tokenEpoch++;
        this.tokenEpochChangedAt = changedAt;
        return changedAt;
    }

    private static Role person(Role role) {
        if (role == Role.SERVICE) {
            throw new IllegalArgumentException("Nobody signs in as a service");
        }
        return role;
    }

    /** Whether the password is still the one that had this hash. */
    public boolean hasPasswordHash(String hash) {
        return passwordHash.equals(hash);
    }

    public CurrentUser asUser() {
        return new CurrentUser(id, email, role);
    }

    /** How often the password or the role has changed: access tokens with a lower number are outdated. */
    public int tokenEpoch() {
        return tokenEpoch;
    }

    public UUID id() {
        return id;
    }

    public EmailAddress email() {
        return new EmailAddress(email);
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Role role() {
        return role;
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
