package com.homedelivery.auth.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Failed logins by what they have in common, shared by all instances. */
public interface LoginAttemptsRepository extends Repository<LoginAttempts, String> {

    Optional<LoginAttempts> findById(String emailHash);

    List<LoginAttempts> findByEmailHashIn(Collection<String> emailHashes);

    @Modifying
    @NativeQuery("""
            insert into login_guards (email_hash, failures, last_failure_at) values (:emailHash, 0, :now)
            on conflict do nothing
            """)
    void insertIfAbsent(String emailHash, Instant now);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from LoginAttempts g where g.emailHash = :emailHash")
    Optional<LoginAttempts> findByIdForUpdate(String emailHash);

    @Modifying
    @Query("delete from LoginAttempts g where g.emailHash = :emailHash")
    void deleteById(String emailHash);

    /** Deletes at most {@code batch} rows without a failure since then, and returns how many. */
    @Modifying
    @NativeQuery("""
            delete from login_guards where email_hash in (
                select email_hash from login_guards where last_failure_at <= :since order by last_failure_at
                limit :batch for update skip locked)
            """)
    int deleteInactiveSince(Instant since, int batch);
}
