package com.homedelivery.user.application;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.user.domain.Profile;
import com.homedelivery.user.domain.Profiles;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates profiles on first use. */
@Component
class ProfileProvisioner {

    private final Profiles profiles;
    private final Clock clock;

    ProfileProvisioner(Profiles profiles, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Profile findOrCreate(UUID userId) {
        return profiles.findByUserId(userId).orElseGet(() -> {
            profiles.insertIfAbsent(UuidCreator.getTimeOrderedEpoch(), userId, clock.instant());
            return profiles.findByUserId(userId).orElseThrow();
        });
    }
}
