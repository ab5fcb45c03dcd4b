package com.homedelivery.user.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Profiles extends Repository<Profile, UUID> {

    Optional<Profile> findByUserId(UUID userId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Profile p where p.userId = :userId")
    Optional<Profile> findByUserIdForUpdate(UUID userId);

    /**
     * Notes that everything about a customer is given to them.
     *
     * @param latest when that may have been done last
     * @return 0 when it was done later than that, or there is no such profile
     */
    @Modifying
    @NativeQuery("""
            update profiles set exported_at = :now
            where user_id = :userId and (exported_at is null or exported_at <= :latest)
            """)
    int noteExport(UUID userId, Instant latest, Instant now);

    /** Creates an empty profile unless the user has one, also if another transaction creates it concurrently. */
    @Modifying
    @NativeQuery("""
            insert into profiles (id, user_id, created_at, updated_at, version)
            values (:id, :userId, :now, :now, 0)
            on conflict (user_id) do nothing
            """)
    void insertIfAbsent(UUID id, UUID userId, Instant now);
}
