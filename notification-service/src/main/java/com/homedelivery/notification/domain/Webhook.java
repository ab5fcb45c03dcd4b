package com.homedelivery.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.work.ExponentialBackoff;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of a merchant, who is told by HTTP what happens. It is left alone for a moment after each failure, and
 * switched off when it answers nothing but errors for days, or says that it is gone.
 */
@Entity
@Table(name = "webhooks")
public class Webhook {

    private static final ExponentialBackoff PAUSE =
            new ExponentialBackoff(Duration.ofSeconds(2), Duration.ofMinutes(5));

    @Id
    private UUID id;

    private String url;
    private @Nullable String description;

    @Convert(converter = TypesConverter.class)
    private Set<String> eventTypes;

    private String secret;
    private @Nullable String oldSecret;
    private @Nullable Instant oldSecretExpires;
    private boolean enabled;
    private @Nullable String disabledReason;
    private @Nullable Instant failingSince;
    private int failures;
    private @Nullable Instant pausedUntil;
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    protected Webhook() {}

    /**
     * @param url where its messages are posted
     * @param eventTypes names on the wire of the events that it is told of
     * @param secret that its messages are signed with, encrypted
     */
    public Webhook(String url, @Nullable String description, Set<String> eventTypes, String secret, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.url = url;
        this.description = description;
        this.eventTypes = Set.copyOf(eventTypes);
        this.secret = secret;
        this.enabled = true;
        this.createdAt = now;
    }

    public void revise(String url, @Nullable String description, Set<String> eventTypes) {
        this.url = url;
        this.description = description;
        this.eventTypes = Set.copyOf(eventTypes);
    }

    /**
     * Signs with another secret from now on, and with the one of before as well until then.
     *
     * @param next encrypted
     */
    public void rotate(String next, Instant oldExpires) {
        oldSecret = secret;
        oldSecretExpires = oldExpires;
        secret = next;
    }

    /** Stores its secrets in another way. */
    public void storeSecretsAs(UnaryOperator<String> way) {
        secret = way.apply(secret);
        oldSecret = oldSecret == null ? null : way.apply(oldSecret);
    }

    /** The secret that its messages are signed with, encrypted. */
    public String secret() {
        return secret;
    }

    /** The secrets that a message is signed with now, encrypted: the current one first. */
    public List<String> secretsAt(Instant now) {
        return oldSecret == null || oldSecretExpires == null || !now.isBefore(oldSecretExpires)
                ? List.of(secret)
                : List.of(secret, oldSecret);
    }

    public void enable() {
        enabled = true;
        disabledReason = null;
        failingSince = null;
        failures = 0;
        pausedUntil = null;
    }

    /** @param reason why, for people to read */
    public void disable(String reason) {
        enabled = false;
        disabledReason = reason;
    }

    /** It has answered as it should. */
    public void succeed() {
        failingSince = null;
        failures = 0;
        pausedUntil = null;
    }

    /**
     * It has not answered as it should: it is left alone for a moment, longer with each failure.
     *
     * @param disableAfter how long it may go on like that
     * @return whether it was switched off for it just now
     */
    public boolean fail(Duration disableAfter, Instant now) {
        if (failingSince == null) {
            failingSince = now;
        }
        pausedUntil = PAUSE.next(failures, now);
        failures++;
        if (!enabled || Duration.between(failingSince, now).compareTo(disableAfter) < 0) {
            return false;
        }
        disable("it has answered nothing but errors since " + failingSince);
        return true;
    }

    public UUID id() {
        return id;
    }

    public String url() {
        return url;
    }

    public @Nullable String description() {
        return description;
    }

    public Set<String> eventTypes() {
        return eventTypes;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public @Nullable String disabledReason() {
        return disabledReason;
    }

    /** Since when there were nothing but errors, or null. */
    public @Nullable Instant failingSince() {
        return failingSince;
    }

    /** Until when messages are signed with the secret of before as well, or null. */
    public @Nullable Instant oldSecretExpires() {
        return oldSecretExpires;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
