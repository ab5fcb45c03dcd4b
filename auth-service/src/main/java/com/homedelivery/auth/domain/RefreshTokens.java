package com.homedelivery.auth.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Refresh tokens that have not expired or been revoked. Changed under the lock of their account. */
public interface RefreshTokens extends Repository<RefreshToken, UUID> {

    RefreshToken save(RefreshToken token);

    Optional<RefreshToken> findByTokenHash(String tokenHash);

    @Query("select t.accountId from RefreshToken t where t.tokenHash = :tokenHash")
    Optional<UUID> findAccountId(String tokenHash);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from RefreshToken t where t.familyId = :familyId")
    int revokeFamily(UUID familyId);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from RefreshToken t where t.familyId in :familyIds")
    void revokeFamilies(List<UUID> familyIds);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from RefreshToken t where t.accountId = :accountId and t.familyId <> :exceptFamilyId")
    int revokeAllOf(UUID accountId, UUID exceptFamilyId);

    /** Deletes at most {@code batch} expired tokens, and returns how many. */
    @Modifying
    @NativeQuery("""
        delete from refresh_tokens where id in (
            select id from refresh_tokens where expires_at <= :now order by expires_at
            limit :batch for update skip locked)
        """)
    int deleteExpired(Instant now, int batch);
}
