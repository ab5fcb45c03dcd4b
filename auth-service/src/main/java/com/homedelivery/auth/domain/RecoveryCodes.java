package com.homedelivery.auth.domain;

import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Codes that are not used. Changed under the lock of their account. */
public interface RecoveryCodes extends Repository<RecoveryCode, String> {

    RecoveryCode save(RecoveryCode code);

    int countByAccountId(UUID accountId);

    /** Uses a code. Returns 1, or 0 when there is none with this hash. */
    @Modifying
    @Query("delete from RecoveryCode c where c.codeHash = :codeHash and c.accountId = :accountId")
    int use(UUID accountId, String codeHash);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from RecoveryCode c where c.accountId = :accountId")
    void deleteAllOf(UUID accountId);
}
