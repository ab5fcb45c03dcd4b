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
            Instant updatedAt,
            @Nullable String language)
            implements UserEvent {}

    /** The account has another address: whoever writes to this person uses it from now on. */
    @EventType("user.email_changed")
    record UserEmailChanged(UUID userId, String email, Instant changedAt) implements UserEvent {}

    /**
     * Somebody has to prove that an address is theirs, by a secret that is mailed there. The secret is not in the event, which is
     * kept in Kafka: who sends the mail asks for it.
     *
     * @param email where the mail goes; for a change of address the new one
     * @param verificationId what the secret is asked for by
     */
    @EventType("user.verification_requested")
    record VerificationRequested(
            UUID userId, String email, UUID verificationId, VerificationPurpose purpose, Instant requestedAt)
            implements UserEvent {}

    /** What a person may do who has the secret that was mailed. */
    enum VerificationPurpose {
        PASSWORD_RESET,
        EMAIL_VERIFICATION,
        EMAIL_CHANGE
    }

    /**
     * Something has happened to an account that its owner should hear of, in case it was not them.
     *
     * @param email where the owner is told: the address of before, when that has changed
     * @param device which device it was done from, in the owner's words; null when that is not known
     */
    @EventType("user.security_alert")
    record SecurityAlert(
            UUID userId,
            String email,
            SecurityAlertKind alert,
            @Nullable String device,
            Instant occurredAt) implements UserEvent {}

    /** What an account's owner is told of. */
    enum SecurityAlertKind {
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        EMAIL_CHANGED,
        ACCOUNT_LOCKED,
        NEW_DEVICE,
        TOTP_ENABLED,
        TOTP_DISABLED,
        RECOVERY_CODE_USED,
        SESSIONS_REVOKED,
        ACCOUNT_DELETED
    }

    /** The person is gone: whoever keeps something that tells who they were forgets it. */
    @EventType("user.deleted")
    record UserDeleted(UUID userId, Instant deletedAt) implements UserEvent {}
}
