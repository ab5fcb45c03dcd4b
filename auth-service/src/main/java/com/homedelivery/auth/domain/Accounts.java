package com.homedelivery.auth.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Accounts that are not deleted. Whatever changes an account or its refresh tokens first locks its row, so that such changes are serialized: a login with
 * the old password cannot outlive the change of the password.
 */
public interface Accounts extends Repository<Account, UUID> {

    /** @return 1, or 0 when the address has an account already, also if another transaction opens it concurrently */
    @Modifying
    @NativeQuery("""
            insert into accounts
                (id, email, password_hash, role, created_at, password_changed_at, email_verified_at, version)
            values (:#{#account.id()}, :#{#account.email().value()}, :#{#account.passwordHash()},
                    :#{#account.role().name()}, :#{#account.createdAt()}, :#{#account.createdAt()},
                    cast(:#{#account.emailVerifiedAt()} as timestamptz), 0)
            on conflict (email) do nothing
            """)
    int insertIfAbsent(Account account);

    @Query("select a from Account a where a.id = :id and a.deletedAt is null")
    Optional<Account> findById(UUID id);

    @Query("select a from Account a where a.email = :email and a.deletedAt is null")
    Optional<Account> findByEmail(String email);

    boolean existsByEmail(String email);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id and a.deletedAt is null")
    Optional<Account> findByIdForUpdate(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.role = com.homedelivery.shared.security.Role.ADMIN order by a.id")
    List<Account> findAdminsForUpdate();

    @Query("select count(a) > 0 from Account a where a.role = com.homedelivery.shared.security.Role.ADMIN")
    boolean existsAdmin();

    /** The epochs that changed, of deleted accounts too, after an account's, the earliest change first. */
    @Query("""
            select new com.homedelivery.auth.domain.TokenEpoch(a.id, a.tokenEpoch, a.tokenEpochChangedAt) from Account a
            where a.tokenEpochChangedAt >= :changedAt and (a.tokenEpochChangedAt > :changedAt or a.id > :id)
            order by a.tokenEpochChangedAt, a.id
            """)
    List<TokenEpoch> findTokenEpochsAfter(Instant changedAt, UUID id, Limit limit);
}
