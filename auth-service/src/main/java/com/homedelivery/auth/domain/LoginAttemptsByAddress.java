package com.homedelivery.auth.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The guards of all addresses with which a login has failed lately, shared by all instances. */
public interface LoginAttemptsByAddress extends Repository<LoginAttempts, String> {

    Optional<LoginAttempts> findById(String emailHash);

    /** Makes sure that the address has a guard. */
    @Modifying
    @NativeQuery("""
            insert into login_guards (email_hash, failures, last_failure_at) values (:emailHash, 0, :now)
            on conflict do nothing
            """)
    void post(String emailHash, Instant now);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from LoginAttempts g where g.emailHash = :emailHash")
    Optional<LoginAttempts> lock(String emailHash);

    @Modifying
    @Query("delete from LoginAttempts g where g.emailHash = :emailHash")
    void dismiss(String emailHash);

    /** Deletes at most {@code batch} guards without a failure since then and tells how many there were. */
    @Modifying
    @NativeQuery("""
            delete from login_guards where email_hash in (
                select email_hash from login_guards where last_failure_at <= :since order by last_failure_at
                limit :batch for update skip locked)
            """)
    int purgeQuietSince(Instant since, int batch);
}
