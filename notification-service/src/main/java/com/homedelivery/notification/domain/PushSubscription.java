package com.homedelivery.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A browser that takes push messages for a person (W3C Push API).
 *
 * <p>The endpoint is a capability: who knows it can write to the browser's push service, so it is shown to nobody.
 */
@Entity
@Table(name = "push_subscriptions")
public class PushSubscription {

    @Id
    private UUID id;

    private UUID userId;
    private String endpoint;
    private String publicKey;
    private String secret;
    private Instant createdAt;

    protected PushSubscription() {}

    /**
     * @param endpoint URL of the browser's push service
     * @param publicKey the browser's key, P-256, {@code p256dh} in base64url
     * @param secret the browser's authentication secret, 16 bytes, {@code auth} in base64url
     */
    public PushSubscription(UUID userId, String endpoint, String publicKey, String secret, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.userId = userId;
        this.endpoint = endpoint;
        this.publicKey = publicKey;
        this.secret = secret;
        this.createdAt = now;
    }

    /** The same browser subscribes again, perhaps for somebody else, and perhaps with other keys. */
    public void renew(UUID userId, String publicKey, String secret) {
        this.userId = userId;
        this.publicKey = publicKey;
        this.secret = secret;
    }

    public UUID id() {
        return id;
    }

    public UUID userId() {
        return userId;
    }

    public String endpoint() {
        return endpoint;
    }

    public String publicKey() {
        return publicKey;
    }

    public String secret() {
        return secret;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
