package com.homedelivery.user.application;

import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Reads a profile: from the cache, or from the database into the cache. */
@Service
public class FindProfile {

    private final ProfileCache cache;
    private final ProfileProvisioner provisioner;
    private final TransactionOperations transactions;

    FindProfile(ProfileCache cache, ProfileProvisioner provisioner, TransactionOperations transactions) {
        this.cache = cache;
        this.provisioner = provisioner;
        this.transactions = transactions;
    }

    /** Creates an empty profile if there is none. */
    public ProfileView byUserId(UUID userId) {
        return cache.find(userId).orElseGet(() -> {
            ProfileView profile =
                    Objects.requireNonNull(transactions.execute(_ -> ProfileView.of(provisioner.findOrCreate(userId))));
            cache.putIfAbsent(profile);
            return profile;
        });
    }
}
