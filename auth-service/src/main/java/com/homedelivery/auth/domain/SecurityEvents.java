package com.homedelivery.auth.domain;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface SecurityEvents extends Repository<SecurityEvent, UUID> {

    SecurityEvent save(SecurityEvent event);

    /** The latest first. */
    @Query("select e from SecurityEvent e where e.accountId = :accountId order by e.occurredAt desc, e.id desc")
    Page<SecurityEvent> findAllOf(UUID accountId, Pageable page);

    @Modifying
    @Query("delete from SecurityEvent e where e.accountId = :accountId")
    void deleteAllOf(UUID accountId);

    /** Deletes at most {@code batch} that happened until then, and returns how many. */
    @Modifying
    @NativeQuery("""
            delete from security_events where id in (
                select id from security_events where occurred_at <= :until order by occurred_at
                limit :batch for update skip locked)
            """)
    int deleteUntil(Instant until, int batch);
}
