package com.homedelivery.auth.application;

import com.homedelivery.auth.AuthProperties;
import com.homedelivery.auth.domain.KnownClients;
import com.homedelivery.auth.domain.LoginAttemptsRepository;
import com.homedelivery.auth.domain.LoginSessions;
import com.homedelivery.auth.domain.RefreshTokens;
import com.homedelivery.auth.domain.RequestCounts;
import com.homedelivery.auth.domain.SecondFactors;
import com.homedelivery.auth.domain.SecurityEvents;
import com.homedelivery.auth.domain.Verification;
import com.homedelivery.auth.domain.Verifications;
import com.homedelivery.shared.work.BatchedDeletion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes what has expired, in batches. Instances do not block one another. */
@Component
class PurgeExpiredJob {

    /** How many security events of an account are kept: enough to tell what happened, whoever fills the log. */
    static final int EVENTS_KEPT = 1_000;

    /** Longer than from one run to the next. Only accounts to which something has happened since can have too many. */
    private static final Duration BUSY_FOR = Duration.ofHours(1);

    private static final Duration KEEP_UNCONFIRMED_FACTORS = Duration.ofDays(1);
    private static final Duration KEEP_KNOWN_CLIENTS = Duration.ofDays(90);

    private final RefreshTokens refreshTokens;
    private final LoginSessions sessions;
    private final LoginAttemptsRepository attempts;
    private final RequestCounts requestCounts;
    private final Verifications verifications;
    private final SecondFactors secondFactors;
    private final KnownClients knownClients;
    private final SecurityEvents securityEvents;
    private final AuthProperties properties;
    private final TransactionOperations transactions;
    private final Clock clock;

    PurgeExpiredJob(
            RefreshTokens refreshTokens,
            LoginSessions sessions,
            LoginAttemptsRepository attempts,
            RequestCounts requestCounts,
            Verifications verifications,
            SecondFactors secondFactors,
            KnownClients knownClients,
            SecurityEvents securityEvents,
            AuthProperties properties,
            TransactionOperations transactions,
            Clock clock) {
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.attempts = attempts;
        this.requestCounts = requestCounts;
        this.verifications = verifications;
        this.secondFactors = secondFactors;
        this.knownClients = knownClients;
        this.securityEvents = securityEvents;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void run() {
        Instant now = clock.instant();
        purge("refresh tokens", batch -> refreshTokens.deleteExpired(now, batch));
        purge("sessions", batch -> sessions.deleteExpired(now, batch));
        Instant inactiveSince = now.minus(properties.lockout().lockFor());
        purge("login failures", batch -> attempts.deleteInactiveSince(inactiveSince, batch));
        purge("request counts", batch -> requestCounts.deleteEnded(now, batch));
        purge("verifications", batch -> verifications.deleteUntil(now.minus(Verification.OPEN_FOR), batch));
        purge(
                "unconfirmed second factors",
                batch -> secondFactors.deleteUnconfirmedUntil(now.minus(KEEP_UNCONFIRMED_FACTORS), batch));
        purge("known clients", batch -> knownClients.deleteNotSeenSince(now.minus(KEEP_KNOWN_CLIENTS), batch));
        purge(
                "security events",
                batch -> securityEvents.deleteUntil(now.minus(properties.keepSecurityEvents()), batch));
        purge(
                "security events beyond " + EVENTS_KEPT,
                batch -> securityEvents.deleteBeyond(EVENTS_KEPT, now.minus(BUSY_FOR), batch));
    }

    private void purge(String what, IntUnaryOperator batch) {
        BatchedDeletion.run(what, transactions, batch);
    }
}
