package com.homedelivery.auth.domain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The secret that an account shares with an authenticator app (RFC 6238). Set up, then confirmed by a first code: only then it
 * is asked for.
 */
@Entity
@Table(name = "second_factors")
public class SecondFactor {

    @Id
    private UUID accountId;

    private String secret;
    private Instant createdAt;
    private @Nullable Instant confirmedAt;
    private long lastStep;
    private boolean addressVerified;

    protected SecondFactor() {}

    /**
     * @param secret encrypted
     * @param addressVerified whether the account's address is known to be that of whoever sets it up
     */
    public SecondFactor(UUID accountId, String secret, boolean addressVerified, Instant now) {
        this.accountId = accountId;
        this.secret = secret;
        this.createdAt = now;
        this.addressVerified = addressVerified;
    }

    /**
     * Uses the code of a time step. Each step counts once, and none before one that was used (RFC 6238, section 5.2).
     *
     * @return whether it is good
     */
    public boolean use(long step) {
        if (step <= lastStep) {
            return false;
        }
        lastStep = step;
        return true;
    }

    public void confirm(Instant now) {
        this.confirmedAt = now;
    }

    public boolean isConfirmed() {
        return confirmedAt != null;
    }

    /**
     * Whether it stays when the password is reset by mail. One that was set up before the address was verified may be that of
     * somebody who has registered with the address of another; one that is not confirmed, that of whoever knew the password.
     */
    public boolean outlivesReset() {
        return isConfirmed() && addressVerified;
    }

    /** The same secret, encrypted anew. */
    public void reencrypt(String sameSecret) {
        this.secret = sameSecret;
    }

    /** As it is stored: encrypted. */
    public String secret() {
        return secret;
    }
}
