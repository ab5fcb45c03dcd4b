package com.homedelivery.auth.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Read and changed under the lock of their account. */
public interface SecondFactors extends Repository<SecondFactor, UUID> {

    SecondFactor save(SecondFactor factor);

    Optional<SecondFactor> findById(UUID accountId);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from SecondFactor f where f.accountId = :accountId")
    void deleteOf(UUID accountId);

    /** Deletes at most {@code batch} that were set up until then and never confirmed, and returns how many. */
    @Modifying
    @NativeQuery("""
            delete from second_factors where account_id in (
                select account_id from second_factors where confirmed_at is null and created_at <= :until
                order by created_at limit :batch for update skip locked)
            """)
    int deleteUnconfirmedUntil(Instant until, int batch);
}
