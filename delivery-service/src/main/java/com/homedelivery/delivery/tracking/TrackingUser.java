package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.VerifiedToken;
import java.security.Principal;

/**
 * The user of a session. The name, by which messages to a user are routed, is the user's id.
 *
 * @param token the session ends when it expires
 */
record TrackingUser(CurrentUser user, VerifiedToken token) implements Principal {

    @Override
    public String getName() {
        return user.id().toString();
    }
}
