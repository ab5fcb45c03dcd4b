package com.homedelivery.user.application;

import java.util.Optional;
import java.util.UUID;

/** Read-through cache of profiles. Best effort: no method fails when the cache is not reachable. */
public interface ProfileCache {

    Optional<ProfileView> find(UUID userId);

    /** Does nothing if there is an entry or the profile was invalidated a moment ago. */
    void putIfAbsent(ProfileView profile);

    /** To be called after the commit of a change. */
    void invalidate(UUID userId);
}
