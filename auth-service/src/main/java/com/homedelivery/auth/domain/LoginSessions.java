package com.homedelivery.auth.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Sessions that are not over. Changed under the lock of their account. */
public interface LoginSessions extends Repository<LoginSession, UUID> {

    LoginSession save(LoginSession session);

    Optional<LoginSession> findById(UUID id);

    @Query("""
        select s from LoginSession s where s.accountId = :accountId and s.expiresAt > :now
        order by s.lastSeenAt desc, s.id desc
        """)
    List<LoginSession> findAllOf(UUID accountId, Instant now, Limit limit);

    /** Those that were used longest ago, beyond the {@code kept} that were used last. */
    @NativeQuery("""
        select id from login_sessions where account_id = :accountId
        order by last_seen_at desc, id desc offset :kept limit :batch
        """)
    List<UUID> findIdsBeyond(UUID accountId, int kept, int batch);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from LoginSession s where s.id = :id")
    int end(UUID id);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from LoginSession s where s.id in :ids")
    void endAll(List<UUID> ids);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from LoginSession s where s.accountId = :accountId and s.id <> :exceptId")
    int endAllOf(UUID accountId, UUID exceptId);

    /** Deletes at most {@code batch} sessions that are over, and returns how many. */
    @Modifying
    @NativeQuery("""
        delete from login_sessions where id in (
            select id from login_sessions where expires_at <= :now order by expires_at
            limit :batch for update skip locked)
        """)
    int deleteExpired(Instant now, int batch);
}
