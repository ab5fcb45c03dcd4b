package com.homedelivery.user.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.user.domain.Profile;
import com.homedelivery.user.domain.Profiles;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates profiles on first use. Whoever was forgotten gets none again. */
@Component
class ProfileProvisioner {

    private final Profiles profiles;
    private final Clock clock;

    ProfileProvisioner(Profiles profiles, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    /** @throws NotFoundException when the account was deleted */
    @Transactional(propagation = Propagation.MANDATORY)
    public Profile findOrCreate(UUID userId) {
        Profile profile = profiles.findByUserId(userId).orElseGet(() -> {
            insertIfAbsent(userId);
            return profiles.findByUserId(userId).orElseThrow();
        });
        return notForgotten(profile);
    }

    /**
     * Locks it, before something is added that belongs to it: so that nothing is added while it is forgotten.
     *
     * @throws NotFoundException when the account was deleted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Profile findOrCreateForUpdate(UUID userId) {
        return notForgotten(lock(userId));
    }

    /** The profile, locked, whether it is forgotten or not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Profile lock(UUID userId) {
        insertIfAbsent(userId);
        return profiles.findByUserIdForUpdate(userId).orElseThrow();
    }

    private void insertIfAbsent(UUID userId) {
        profiles.insertIfAbsent(UuidCreator.getTimeOrderedEpoch(), userId, clock.instant());
    }

    private static Profile notForgotten(Profile profile) {
        if (profile.isForgotten()) {
            throw new NotFoundException("Profile");
        }
        return profile;
    }
}
