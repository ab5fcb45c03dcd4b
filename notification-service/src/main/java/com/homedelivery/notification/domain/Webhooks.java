package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Webhooks extends Repository<Webhook, UUID> {

    Webhook save(Webhook webhook);

    void delete(Webhook webhook);

    Optional<Webhook> findById(UUID id);

    /** The webhook, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Webhook w where w.id = :id")
    Optional<Webhook> findByIdForUpdate(UUID id);

    /** All of them, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Webhook w order by w.id")
    List<Webhook> findAllForUpdate();

    /** All of them, oldest first. */
    List<Webhook> findAllByOrderByCreatedAt();

    /** Those of these, by id. */
    List<Webhook> findByIdIn(Iterable<UUID> ids);

    long count();
}
