package com.homedelivery.user.application;

import com.homedelivery.shared.event.UserEvent.UserProfileUpdated;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.user.domain.Profile;
import com.homedelivery.user.domain.ProfileChanges;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down what somebody wants changed about their profile, and announces it when it makes a difference. */
@Service
public class UpdateProfile {

    private final ProfileProvisioner keeper;
    private final ProfileCache cache;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    UpdateProfile(
            ProfileProvisioner keeper,
            ProfileCache cache,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.keeper = keeper;
        this.cache = cache;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws com.homedelivery.shared.api.InvalidInput when the preferences get out of bounds */
    public ProfileView update(UUID userId, ProfileChanges changes) {
        try {
            return Objects.requireNonNull(transactions.execute(_ -> updated(userId, changes)));
        } finally {
            cache.invalidate(userId);
        }
    }

    private ProfileView updated(UUID userId, ProfileChanges changes) {
        Profile profile = keeper.profileOf(userId);
        if (profile.revise(changes, clock.instant())) {
            outbox.publish(new UserProfileUpdated(
                    userId,
                    profile.firstName(),
                    profile.phone(),
                    profile.preferences().wantsNotifications(),
                    profile.updatedAt()));
        }
        return ProfileView.of(profile);
    }
}
