package com.homedelivery.auth.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import com.homedelivery.shared.event.UserEvent.VerificationRequested;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has to prove that an address is theirs before something happens to their account. Open until it is proven, until
 * another one for the same purpose takes its place, or for a day. The proof is a secret that is minted when its mail is sent.
 */
@Entity
@Table(name = "verifications")
public class Verification {

    /** How long a mail may take to be sent. Rows are kept as long. */
    public static final Duration OPEN_FOR = Duration.ofDays(1);

    @Id
    private UUID id;

    private UUID accountId;

    @Enumerated(EnumType.STRING)
    private VerificationPurpose purpose;

    private String email;
    private Instant requestedAt;
    private @Nullable Instant closedAt;

    protected Verification() {}

    private Verification(UUID accountId, VerificationPurpose purpose, EmailAddress email, Instant now) {
        this.id = UuidCreator.getTimeOrderedEpoch();
        this.accountId = accountId;
        this.purpose = purpose;
        this.email = email.value();
        this.requestedAt = now;
    }

    /** A new verification, and the event of its being asked for. */
    public record Opened(Verification verification, VerificationRequested event) {}

    public static Opened open(UUID accountId, VerificationPurpose purpose, EmailAddress email, Instant now) {
        Verification opened = new Verification(accountId, purpose, email, now);
        return new Opened(
                opened,
                new VerificationRequested(accountId, opened.email, opened.id, opened.purpose, opened.requestedAt));
    }

    public boolean isOpenAt(Instant now) {
        return closedAt == null && now.isBefore(requestedAt.plus(OPEN_FOR));
    }

    /** Its secrets are good for nothing any more. */
    public void close(Instant now) {
        this.closedAt = now;
    }

    public UUID id() {
        return id;
    }

    public VerificationPurpose purpose() {
        return purpose;
    }

    public EmailAddress email() {
        return new EmailAddress(email);
    }
}
