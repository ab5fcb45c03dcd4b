package com.homedelivery.auth.domain;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

public interface PasswordResetRequests extends Repository<PasswordResetRequest, UUID> {

    PasswordResetRequest save(PasswordResetRequest request);

    void delete(PasswordResetRequest request);

    /** The oldest, as far as no other instance is at them. */
    @NativeQuery("select * from password_reset_requests order by requested_at, id limit :batch for update skip locked")
    List<PasswordResetRequest> findOldestForUpdate(int batch);
}
