package com.homedelivery.user.application;

import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.user.domain.Profile;
import com.homedelivery.user.domain.ProfileChanges;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Updates a customer's profile, and publishes the change if there is any. */
@Service
public class UpdateProfile {

    private final ProfileProvisioner provisioner;
    private final ProfileCache cache;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    UpdateProfile(
            ProfileProvisioner provisioner,
            ProfileCache cache,
            Outbox outbox,
            TransactionOperations transactions,
            Clock clock) {
        this.provisioner = provisioner;
        this.cache = cache;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws com.homedelivery.shared.api.error.ValidationException when the preferences get out of bounds */
    public ProfileView update(UUID userId, ProfileChanges changes) {
        try {
            return Objects.requireNonNull(transactions.execute(_ -> merge(userId, changes)));
        } finally {
            cache.invalidate(userId);
        }
    }

    private ProfileView merge(UUID userId, ProfileChanges changes) {
        Profile profile = provisioner.findOrCreate(userId);
        profile.revise(changes, clock.instant()).ifPresent(outbox::publish);
        return ProfileView.of(profile);
    }
}
