package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What one login is used for, as its owner sees it: begun by a login, refreshed with its tokens, over when it is logged out,
 * revoked, or not refreshed in time. Its id is the family of its refresh tokens.
 */
@Entity
@Table(name = "login_sessions")
public class LoginSession {

    @Id
    private UUID id;

    private UUID accountId;
    private String device;
    private String address;
    private Instant firstSeenAt;
    private Instant lastSeenAt;
    private Instant expiresAt;

    protected LoginSession() {}

    /** @param first the refresh token that the session begins with, or that it goes on with when it was not recorded before */
    public LoginSession(RefreshToken first, Client client, Instant now) {
        this.id = first.familyId();
        this.accountId = first.accountId();
        this.device = client.device();
        this.address = client.address();
        this.firstSeenAt = now;
        this.lastSeenAt = now;
        this.expiresAt = first.expiresAt();
    }

    /** The session goes on, perhaps from elsewhere. */
    public void refresh(Client client, Instant now, Duration ttl) {
        this.device = client.device();
        this.address = client.address();
        this.lastSeenAt = now;
        this.expiresAt = now.plus(ttl);
    }

    public boolean isOf(UUID account) {
        return accountId.equals(account);
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID id() {
        return id;
    }

    public String device() {
        return device;
    }

    /** Where it was last used from; empty when that is not known. */
    public String address() {
        return address;
    }

    public Instant firstSeenAt() {
        return firstSeenAt;
    }

    public Instant lastSeenAt() {
        return lastSeenAt;
    }
}
