package com.homedelivery.auth.application;

import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Accounts;
import com.homedelivery.auth.domain.KnownClients;
import com.homedelivery.auth.domain.LoginSessions;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.auth.domain.SecurityEvents;
import com.homedelivery.shared.privacy.PersonalData;
import com.homedelivery.shared.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;

/** What is kept here about a person, without hashes and secrets. */
@Component
class AuthPersonalData implements PersonalData {

    private final Accounts accounts;
    private final LoginSessions sessions;
    private final KnownClients knownClients;
    private final SecurityEvents securityEvents;
    private final ManageSecondFactor secondFactor;
    private final Clock clock;

    AuthPersonalData(
            Accounts accounts,
            LoginSessions sessions,
            KnownClients knownClients,
            SecurityEvents securityEvents,
            ManageSecondFactor secondFactor,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.knownClients = knownClients;
        this.securityEvents = securityEvents;
        this.secondFactor = secondFactor;
        this.clock = clock;
    }

    private record Data(
            @Nullable AccountData account,
            boolean secondFactor,
            List<SessionData> sessions,
            List<KnownClientData> knownClients,
            List<SecurityEventData> securityEvents) {}

    private record AccountData(UUID userId, String email, boolean emailVerified, Role role, Instant createdAt) {

        private static AccountData of(Account account) {
            return new AccountData(
                    account.id(),
                    account.email().value(),
                    account.isEmailVerified(),
                    account.role(),
                    account.createdAt());
        }
    }

    private record SessionData(String device, String address, Instant firstSeenAt, Instant lastSeenAt) {}

    private record KnownClientData(String network, String device, Instant lastSeenAt) {}

    private record SecurityEventData(SecurityEventType type, String device, String address, Instant occurredAt) {}

    @Override
    public Object of(UUID userId) {
        return new Data(
                accounts.findById(userId).map(AccountData::of).orElse(null),
                secondFactor.statusOf(userId).enabled(),
                sessions.findAllOf(userId, clock.instant(), Limit.of(SessionLifecycle.MAX_SESSIONS)).stream()
                        .map(session -> new SessionData(
                                session.device(), session.address(), session.firstSeenAt(), session.lastSeenAt()))
                        .toList(),
                knownClients
                        .findByAccountIdOrderByLastSeenAtDesc(userId, Limit.of(SessionLifecycle.MAX_KNOWN_CLIENTS))
                        .stream()
                        .map(known -> new KnownClientData(known.network(), known.device(), known.lastSeenAt()))
                        .toList(),
                securityEvents.findAllOf(userId, PageRequest.of(0, PurgeExpiredJob.EVENTS_KEPT)).stream()
                        .map(event -> new SecurityEventData(
                                event.type(), event.device(), event.address(), event.occurredAt()))
                        .toList());
    }
}
