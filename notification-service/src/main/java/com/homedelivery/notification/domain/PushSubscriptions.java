package com.homedelivery.notification.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface PushSubscriptions extends Repository<PushSubscription, UUID> {

    PushSubscription save(PushSubscription subscription);

    Optional<PushSubscription> findByEndpoint(String endpoint);

    List<PushSubscription> findByUserIdOrderByCreatedAt(UUID userId);

    long countByUserId(UUID userId);

    /** @return how many were deleted */
    @Modifying
    @Query("delete from PushSubscription s where s.id = :id and s.userId = :userId")
    int delete(UUID id, UUID userId);

    @Modifying
    @Query("delete from PushSubscription s where s.userId = :userId")
    void deleteOf(UUID userId);
}
