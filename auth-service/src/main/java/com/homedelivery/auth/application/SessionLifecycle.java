package com.homedelivery.auth.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.Account;
import com.homedelivery.auth.domain.Client;
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

    /** How many sessions of an account go on at the same time. */
    static final int MAX_SESSIONS = 50;

    /** How many networks and devices of an account are known. */
    static final int MAX_KNOWN_CLIENTS = 100;

    private static final UUID NO_SESSION = new UUID(0, 0);
    private static final int ENDED_AT_ONCE = 1_000;

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
        begin(new LoginSession(token, client, now));
        securityLog.record(account.id(), SecurityEventType.LOGGED_IN, client);
        if (isNewDevice(account, client)) {
            securityLog.alert(account, SecurityAlertKind.NEW_DEVICE, client);
        }
        remember(account, client, now);
        return new Session(account, token.familyId(), secret);
    }

    /** Ends those that were used longest ago, where there are too many: to refuse the new one would lock the owner out. */
    private void begin(LoginSession session) {
        sessions.save(session);
        List<UUID> tooMany = sessions.findIdsBeyond(session.accountId(), MAX_SESSIONS, ENDED_AT_ONCE);
        if (!tooMany.isEmpty()) {
            sessions.endAll(tooMany);
            refreshTokens.revokeFamilies(tooMany);
        }
    }

    /** The first device of all is nothing to worry about. */
    private boolean isNewDevice(Account account, Client client) {
        return !knownClients.existsByAccountIdAndDevice(account.id(), client.device())
                && knownClients.existsByAccountId(account.id());
    }

    /** Spends a token of the session for the next one. */
    Session refresh(Account account, RefreshToken spent, Client client) {
        Instant now = clock.instant();
        OpaqueSecret secret = OpaqueSecret.random();
        RefreshToken next = refreshTokens.save(spent.rotate(secret, now, refreshTtl));
        sessions.findById(next.familyId())
                .ifPresentOrElse(
                        session -> session.refresh(client, now, refreshTtl),
                        () -> begin(new LoginSession(next, client, now)));
        remember(account, client, now);
        return new Session(account, next.familyId(), secret);
    }

    private void remember(Account account, Client client, Instant now) {
        if (knownClients.seeAgain(account.id(), client, now) == 0) {
            knownClients.remember(UuidCreator.getTimeOrderedEpoch(), account.id(), client, now);
            knownClients.forgetBeyond(account.id(), MAX_KNOWN_CLIENTS);
        }
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
