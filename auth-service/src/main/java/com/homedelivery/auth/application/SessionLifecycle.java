package com.homedelivery.auth.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Client;
import com.homedelivery.auth.domain.KnownClient;
import com.homedelivery.auth.domain.KnownClients;
import com.homedelivery.auth.domain.LoginSession;
import com.homedelivery.auth.domain.LoginSessions;
import com.homedelivery.auth.domain.OpaqueSecret;
import com.homedelivery.auth.domain.RefreshToken;
import com.homedelivery.auth.domain.RefreshTokens;
import com.homedelivery.auth.domain.SecurityEventType;
import com.homedelivery.shared.event.UserEvent.SecurityAlertKind;
import com.homedelivery.shared.security.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sessions from login to end, with their refresh tokens. Called in a transaction that holds the lock of the account, but for
 * {@link #tokensOf}.
 */
@Component
class SessionLifecycle {

    private static final UUID NO_SESSION = new UUID(0, 0);

    private final RefreshTokens refreshTokens;
    private final LoginSessions sessions;
    private final KnownClients knownClients;
    private final SecurityLog securityLog;
    private final AccessTokens accessTokens;
    private final Duration refreshTtl;
    private final Clock clock;

    SessionLifecycle(
            RefreshTokens refreshTokens,
            LoginSessions sessions,
            KnownClients knownClients,
            SecurityLog securityLog,
            AccessTokens accessTokens,
            AuthProperties properties,
            Clock clock) {
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.knownClients = knownClients;
        this.securityLog = securityLog;
        this.accessTokens = accessTokens;
        this.refreshTtl = properties.refreshTtl();
        this.clock = clock;
    }

    /** An account's session, good for one pair of tokens. */
    record Session(Account account, UUID id, OpaqueSecret refreshSecret) {}

    Session begin(Account account, Client client) {
        Instant now = clock.instant();
        OpaqueSecret secret = OpaqueSecret.random();
        RefreshToken token = refreshTokens.save(RefreshToken.atLogin(account.id(), secret, now, refreshTtl));
        sessions.save(new LoginSession(token, client, now));
        securityLog.record(account.id(), SecurityEventType.LOGGED_IN, client);
        if (isNewDevice(account, client)) {
            securityLog.alert(account, SecurityAlertKind.NEW_DEVICE, client);
        }
        remember(account, client, now);
        return new Session(account, token.familyId(), secret);
    }

    /** The first device of all is nothing to worry about. */
    private boolean isNewDevice(Account account, Client client) {
        List<KnownClient> known = knownClients.findByAccountIdOrderByLastSeenAtDesc(account.id());
        return !known.isEmpty()
                && known.stream().noneMatch(each -> each.device().equals(client.device()));
    }

    /** Spends a token of the session for the next one. */
    Session refresh(Account account, RefreshToken spent, Client client) {
        Instant now = clock.instant();
        OpaqueSecret secret = OpaqueSecret.random();
        RefreshToken next = refreshTokens.save(spent.rotate(secret, now, refreshTtl));
        sessions.findById(next.familyId())
                .ifPresentOrElse(
                        session -> session.refresh(client, now, refreshTtl),
                        () -> sessions.save(new LoginSession(next, client, now)));
        remember(account, client, now);
        return new Session(account, next.familyId(), secret);
    }

    private void remember(Account account, Client client, Instant now) {
        knownClients.remember(UuidCreator.getTimeOrderedEpoch(), account.id(), client, now);
    }

    /** @return how many refresh tokens it had */
    int end(UUID sessionId) {
        sessions.end(sessionId);
        return refreshTokens.revokeFamily(sessionId);
    }

    void endAllOf(Account account) {
        endAllOf(account, null);
    }

    /** @param exceptId the session that goes on, if any */
    void endAllOf(Account account, @Nullable UUID exceptId) {
        UUID except = exceptId == null ? NO_SESSION : exceptId;
        sessions.endAllOf(account.id(), except);
        refreshTokens.revokeAllOf(account.id(), except);
    }

    TokenPair tokensOf(Session session) {
        return new TokenPair(
                accessTokens.issueFor(
                        session.account().asUser().inSession(session.id()),
                        session.account().tokenEpoch()),
                session.refreshSecret().value(),
                accessTokens.lifetime());
    }
}
