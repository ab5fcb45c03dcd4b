package com.homedelivery.auth.domain;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

public interface PasswordResetRequests extends Repository<PasswordResetRequest, UUID> {

    PasswordResetRequest save(PasswordResetRequest request);

    void delete(PasswordResetRequest request);

    /** The oldest that no other instance is at. */
    @NativeQuery("select * from password_reset_requests order by requested_at, id limit 1 for update skip locked")
    Optional<PasswordResetRequest> findOldestForUpdate();
}
