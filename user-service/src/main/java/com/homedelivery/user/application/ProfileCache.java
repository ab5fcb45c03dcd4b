package com.homedelivery.user.application;

import java.util.Optional;
import java.util.UUID;

/** Profiles that were read lately: asked first, filled after a miss, invalidated after a change. It may be away: no method fails. */
public interface ProfileCache {

    Optional<ProfileView> find(UUID userId);

    /** Takes a profile in, unless there is one or it has just been changed. */
    void offer(ProfileView profile);

    /** To be called once the change is committed. */
    void invalidate(UUID userId);
}
