package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.security.CurrentUser;
import java.security.Principal;
import java.time.Instant;

/**
 * Who is connected. The name, by which messages to one person find their sessions, is the user's id.
 *
 * @param expiresAt when the token, and with it the session, ends
 */
record TrackingUser(CurrentUser user, Instant expiresAt) implements Principal {

    @Override
    public String getName() {
        return user.id().toString();
    }
}
