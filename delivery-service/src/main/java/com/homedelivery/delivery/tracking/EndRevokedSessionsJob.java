package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.security.TokenRevocationCheck;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Ends the sessions whose token was revoked while they were open. {@link TrackingAuthorization} refuses such a token at CONNECT
 * and with each frame; a session that only listens is noticed here.
 */
@Component
class EndRevokedSessionsJob {

    private final TrackingSessions sessions;
    private final TokenRevocationCheck revocations;

    EndRevokedSessionsJob(TrackingSessions sessions, TokenRevocationCheck revocations) {
        this.sessions = sessions;
        this.revocations = revocations;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void run() {
        sessions.endRevoked(revocations::isRevoked);
    }
}
