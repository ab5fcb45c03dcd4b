package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Everything that people were told, or are about to be. */
public interface Notifications extends Repository<Notification, UUID> {

    Notification save(Notification notification);

    void delete(Notification notification);

    /** Whether a person, or whoever an order belongs to, was told about an event. */
    @Query("""
            select count(n) > 0 from Notification n
            where n.eventId = :eventId and (n.userId = :userId or n.userId is null)
            """)
    boolean existsFor(UUID eventId, @Nullable UUID userId);

    /** The notification, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from Notification n where n.id = :id")
    Optional<Notification> lock(UUID id);

    /** Those that wait for the person's address. */
    @Query("select n from Notification n where n.userId = :userId and n.dueAt is null and n.status = PENDING")
    List<Notification> waitingForAddressOf(UUID userId);

    /** Those that wait until it is known whose order it is. */
    @Query("select n from Notification n where n.orderId = :orderId and n.userId is null")
    List<Notification> waitingForOwnerOf(UUID orderId);

    /** Those whose time has come, locked, without those that another instance is about to send. */
    @Query(
            value = "select * from notifications where due_at <= :now order by due_at limit :most"
                    + " for update skip locked",
            nativeQuery = true)
    List<Notification> lockDue(Instant now, int most);

    /** When the next is due, or null. */
    @Query("select min(n.dueAt) from Notification n where n.dueAt is not null")
    @Nullable
    Instant nextDue();

    /** What a person was told, newest first. */
    @Query(
            value = "select * from notifications where user_id = :userId order by created_at desc, id desc"
                    + " limit :limit offset :offset",
            nativeQuery = true)
    List<Notification> toldTo(UUID userId, int limit, int offset);

    long countByUserId(UUID userId);
}
