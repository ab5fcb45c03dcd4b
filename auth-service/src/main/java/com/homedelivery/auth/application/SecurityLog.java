package com.homedelivery.auth.application;

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
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The audit log of an account, and the mails to its owner. Written in the transaction of what they tell of. */
@Component
class SecurityLog {

    private final SecurityEvents events;
    private final Outbox outbox;
    private final Clock clock;

    SecurityLog(SecurityEvents events, Outbox outbox, Clock clock) {
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    void record(UUID accountId, SecurityEventType type, Client client) {
        events.save(new SecurityEvent(accountId, type, client, clock.instant()));
    }

    void alert(Account account, SecurityAlertKind alert, Client client) {
        alert(account.id(), account.email(), alert, client);
    }

    /** @param email where the owner is told */
    void alert(UUID accountId, EmailAddress email, SecurityAlertKind alert, Client client) {
        outbox.publish(new SecurityAlert(accountId, email.value(), alert, client.device(), clock.instant()));
    }
}
