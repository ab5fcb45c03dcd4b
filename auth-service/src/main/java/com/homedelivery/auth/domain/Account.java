package com.homedelivery.auth.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.EventTime;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserEmailChanged;
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

/**
 * A person who can sign in: opened by registration, with one e-mail address and one role. When it is deleted its row stays,
 * without anything that tells whose it was: nobody finds it any more.
 */
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
    private @Nullable Instant emailVerifiedAt;
    private @Nullable Instant deletedAt;

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

    /** An account whose address is known to be its owner's. */
    public static Opened openVerified(EmailAddress email, String passwordHash, Role role, Instant now) {
        Opened opened = open(email, passwordHash, role, now);
        opened.account.verifyEmail(now);
        return opened;
    }

    /** @return whether the address was not verified before */
    public boolean verifyEmail(Instant now) {
        if (isEmailVerified()) {
            return false;
        }
        this.emailVerifiedAt = now;
        return true;
    }

    /** The owner has proven that the address is theirs. Outdates all access tokens, which name the old one. */
    public UserEmailChanged changeEmail(EmailAddress newEmail, Instant now) {
        this.email = newEmail.value();
        this.emailVerifiedAt = now;
        return new UserEmailChanged(id, email, outdateTokens(now));
    }

    /** Removes what tells whose account it was. It cannot be undone. Outdates all access tokens. */
    public UserDeleted delete(Instant now) {
        this.email = EmailAddress.ofDeleted(id).value();
        this.passwordHash = "deleted";
        this.role = Role.USER;
        this.emailVerifiedAt = null;
        this.deletedAt = outdateTokens(now);
        return new UserDeleted(id, deletedAt);
    }

    /** Outdates all access tokens that were issued before, without any other change. */
    public void endAccessTokens(Instant now) {
        outdateTokens(now);
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
        return new CurrentUser(id, email, role, isEmailVerified(), null);
    }

    /** How often the password, the role or the address has changed, or a session was revoked: access tokens with a lower number are revoked. */
    public int tokenEpoch() {
        return tokenEpoch;
    }

    public boolean isEmailVerified() {
        return emailVerifiedAt != null;
    }

    public @Nullable Instant emailVerifiedAt() {
        return emailVerifiedAt;
    }

    public UUID id() {
        return id;
    }

    public EmailAddress email() {
        return new EmailAddress(email);
    }

    /** Where its owner can be told of something: empty when the address may be somebody else's. */
    public Optional<EmailAddress> verifiedEmail() {
        return isEmailVerified() ? Optional.of(email()) : Optional.empty();
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
