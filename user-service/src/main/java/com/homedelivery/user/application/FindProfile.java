package com.homedelivery.user.application;

import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Shows somebody their profile: from the cache, or from the database and then it is in the cache. */
@Service
public class FindProfile {

    private final ProfileCache cache;
    private final ProfileProvisioner keeper;
    private final TransactionOperations transactions;

    FindProfile(ProfileCache cache, ProfileProvisioner keeper, TransactionOperations transactions) {
        this.cache = cache;
        this.keeper = keeper;
        this.transactions = transactions;
    }

    /** An empty one the first time. */
    public ProfileView of(UUID userId) {
        return cache.find(userId).orElseGet(() -> {
            ProfileView profile =
                    Objects.requireNonNull(transactions.execute(_ -> ProfileView.of(keeper.profileOf(userId))));
            cache.offer(profile);
            return profile;
        });
    }
}
