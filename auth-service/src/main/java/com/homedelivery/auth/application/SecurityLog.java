package com.homedelivery.auth.application;

import com.homedelivery.auth.application.RequestLimits.Limit;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.EmailAddress;
import com.homedelivery.auth.domain.SecurityEvent;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.SecurityEvents;
import com.homedelivery.shared.event.UserEvent.SecurityAlert;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.messaging.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The audit log of an account, and the mails to its owner. Written in the transaction of what they tell of.
 *
 * <p>Nobody is mailed at an address that may be somebody else's, nor too often about the same.
 */
@Component
class SecurityLog {

    /** What strangers bring about: who guesses day and night is reported once a day. */
    private static final List<Limit> BY_STRANGERS = List.of(new Limit("alert of strangers", 1, Duration.ofDays(1)));

    /** What takes a password, or a mail. Each kind is counted for itself: none hides another. */
    private static final List<Limit> BY_THE_OWNER =
            List.of(new Limit("alert", 3, Duration.ofHours(1)), new Limit("alerts", 10, Duration.ofDays(1)));

    private final SecurityEvents events;
    private final Outbox outbox;
    private final RequestLimits limits;
    private final Clock clock;

    SecurityLog(SecurityEvents events, Outbox outbox, RequestLimits limits, Clock clock) {
        this.events = events;
        this.outbox = outbox;
        this.limits = limits;
        this.clock = clock;
    }

    void record(UUID accountId, SecurityEventType type, Client client) {
        events.save(new SecurityEvent(accountId, type, client, clock.instant()));
    }

    /** Tells the owner, if the address is verified. */
    void alert(Account account, SecurityAlertKind alert, Client client) {
        account.verifiedEmail().ifPresent(email -> alert(account.id(), email, alert, client));
    }

    /** @param email where the owner is told: an address that was verified */
    void alert(UUID accountId, EmailAddress email, SecurityAlertKind alert, Client client) {
        String whose = accountId + " at " + email + " of " + alert;
        if (limitsOf(alert).stream().allMatch(limit -> limits.take(limit, whose).isZero())) {
            publish(accountId, email, alert, client);
        }
    }

    private static List<Limit> limitsOf(SecurityAlertKind alert) {
        return switch (alert) {
            case ACCOUNT_LOCKED -> BY_STRANGERS;
            case PASSWORD_CHANGED,
                    PASSWORD_RESET,
                    EMAIL_CHANGED,
                    NEW_DEVICE,
                    TOTP_ENABLED,
                    TOTP_DISABLED,
                    RECOVERY_CODE_USED,
                    SESSIONS_REVOKED,
                    ACCOUNT_DELETED -> BY_THE_OWNER;
        };
    }

    private void publish(UUID accountId, EmailAddress email, SecurityAlertKind alert, Client client) {
        outbox.publish(new SecurityAlert(accountId, email.value(), alert, client.device(), clock.instant()));
    }
}
