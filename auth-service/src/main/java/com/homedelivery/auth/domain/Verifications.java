package com.homedelivery.auth.domain;

import com.homedelivery.shared.event.UserEvent.VerificationPurpose;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Opened and closed under the lock of their account. */
public interface Verifications extends Repository<Verification, UUID> {

    Verification save(Verification verification);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select v from Verification v where v.id = :id")
    Optional<Verification> findByIdForUpdate(UUID id);

    @Query("""
        select v.accountId from Verification v, VerificationSecret s
        where s.secretHash = :secretHash and v.id = s.verificationId
        """)
    Optional<UUID> findAccountIdBySecret(String secretHash);

    /** The verification whose secret has this hash and has not expired; perhaps it is closed. */
    @Query("""
        select v from Verification v, VerificationSecret s
        where s.secretHash = :secretHash and s.expiresAt > :now and v.id = s.verificationId
        """)
    Optional<Verification> findBySecret(String secretHash, Instant now);

    /**
     * Whether there is an open one that was asked for since then, or whose secret is good until later than that: its mail has
     * come, or is on its way.
     */
    @Query("""
        select count(v) > 0 from Verification v
        where v.accountId = :accountId and v.purpose = :purpose and v.closedAt is null
            and (v.requestedAt > :requestedSince
                or exists (select s from VerificationSecret s
                           where s.verificationId = v.id and s.expiresAt > :goodUntil))
        """)
    boolean existsOpen(UUID accountId, VerificationPurpose purpose, Instant requestedSince, Instant goodUntil);

    /** Another one takes the place of those that are open. */
    @Modifying
    @Query("""
        update Verification v set v.closedAt = :now
        where v.accountId = :accountId and v.purpose = :purpose and v.closedAt is null
        """)
    void closeAll(UUID accountId, VerificationPurpose purpose, Instant now);

    /** Whoever asked for these may have known a password that is none any more. */
    default void closeThoseOfAnEarlierPassword(UUID accountId, Instant now) {
        closeAll(accountId, VerificationPurpose.PASSWORD_RESET, now);
        closeAll(accountId, VerificationPurpose.EMAIL_CHANGE, now);
    }

    @Modifying
    @Query("delete from Verification v where v.accountId = :accountId")
    void deleteAllOf(UUID accountId);

    /** Deletes at most {@code batch} that were asked for until then, and returns how many. */
    @Modifying
    @NativeQuery("""
        delete from verifications where id in (
            select id from verifications where requested_at <= :until order by requested_at
            limit :batch for update skip locked)
        """)
    int deleteUntil(Instant until, int batch);
}
