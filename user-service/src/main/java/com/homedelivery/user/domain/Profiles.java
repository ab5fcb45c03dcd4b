package com.homedelivery.user.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

public interface Profiles extends Repository<Profile, UUID> {

    Optional<Profile> findByUserId(UUID userId);

    /** Creates an empty profile unless the user has one, also if another transaction creates it concurrently. */
    @Modifying
    @NativeQuery("""
            insert into profiles (id, user_id, created_at, updated_at, version)
            values (:id, :userId, :now, :now, 0)
            on conflict (user_id) do nothing
            """)
    void insertIfAbsent(UUID id, UUID userId, Instant now);
}
