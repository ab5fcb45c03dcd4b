package com.homedelivery.auth.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.EventTime;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
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

/** A person who can sign in: opened by registration, with one e-mail address and one role. */
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
        this.role = requirePersonRole(role);
        this.createdAt = now;
        this.passwordChangedAt = now;
    }

    /** A new account, and the event of its being opened. */
    public record Opened(Account account, UserRegistered event) {}

    public static Opened open(EmailAddress email, String passwordHash, Role role, Instant now) {
        Account account = new Account(email, passwordHash, role, now);
        return new Opened(account, new UserRegistered(account.id, account.email, account.role, account.createdAt));
    }

    /** Outdates all access tokens that were issued before. */
    public void changePassword(String newHash, Instant now) {
        this.passwordHash = newHash;
        this.passwordChangedAt = now;
        outdateTokens(now);
    }

    /** Outdates all access tokens with the old role. Empty when the account has the role already. */
    public Optional<UserRoleChanged> assignRole(Role newRole, Instant now) {
        if (role == requirePersonRole(newRole)) {
            return Optional.empty();
        }
        this.role = newRole;
        return Optional.of(new UserRoleChanged(id, newRole, outdateTokens(now)));
    }

    /** @return when: later than the last time */
    private Instant outdateTokens(Instant now) {
        Instant changedAt = EventTime.after(tokenEpochChangedAt, now);
        this.tokenEpoch++;
        this.tokenEpochChangedAt = changedAt;
        return changedAt;
    }

    private static Role requirePersonRole(Role role) {
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

    /** How often the password or the role has changed: access tokens with a lower number are revoked. */
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
