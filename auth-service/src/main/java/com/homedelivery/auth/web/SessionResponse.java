package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.LoginSession;
import com.homedelivery.shared.security.CurrentUser;
import java.time.Instant;
import java.util.UUID;

/**
 * @param device the program and the system that it was last used by, as they call themselves
 * @param address where it was last used from; empty when that is not known
 * @param current whether it is the one that this request comes from
 */
record SessionResponse(
        UUID id, String device, String address, Instant firstSeenAt, Instant lastSeenAt, boolean current) {

    static SessionResponse of(LoginSession session, CurrentUser user) {
        return new SessionResponse(
                session.id(),
                session.device(),
                session.address(),
                session.firstSeenAt(),
                session.lastSeenAt(),
                session.id().equals(user.sessionId()));
    }
}
