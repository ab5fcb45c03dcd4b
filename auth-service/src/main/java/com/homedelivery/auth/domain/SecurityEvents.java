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

    /**
     * Deletes at most {@code batch} of accounts to which something has happened since then: the oldest, beyond the {@code kept}
     * latest of each. Returns how many.
     */
    @Modifying
    @NativeQuery("""
        delete from security_events where id in (
            select id from security_events where id in (
                select beyond.id
                from (select distinct account_id from security_events where occurred_at > :since) busy
                cross join lateral (
                    select id from security_events event where event.account_id = busy.account_id
                    order by occurred_at desc, id desc offset :kept) beyond
                limit :batch)
            for update skip locked)
        """)
    int deleteBeyond(int kept, Instant since, int batch);

    /** Deletes at most {@code batch} that happened until then, and returns how many. */
    @Modifying
    @NativeQuery("""
        delete from security_events where id in (
            select id from security_events where occurred_at <= :until order by occurred_at
            limit :batch for update skip locked)
        """)
    int deleteUntil(Instant until, int batch);
}
