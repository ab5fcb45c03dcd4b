package com.homedelivery.delivery.tracking;

import com.homedelivery.shared.security.CurrentUser;
import com.homedelivery.shared.security.VerifiedToken;
import java.security.Principal;

/**
 * Who is connected. The name, by which messages to one person find their sessions, is the user's id.
 *
 * @param token what it was believed for: the session ends with it
 */
record TrackingUser(CurrentUser user, VerifiedToken token) implements Principal {

    @Override
    public String getName() {
        return user.id().toString();
    }
}
