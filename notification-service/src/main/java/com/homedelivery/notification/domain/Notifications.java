package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** Everything that people were told, or are about to be. */
public interface Notifications extends Repository<Notification, UUID> {

    Notification save(Notification notification);

    void delete(Notification notification);

    /**
     * Whether a person, or whoever an order belongs to, was told about an event. It is asked once in a transaction for
     * each event and person, so that nothing has to be flushed for it.
     */
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    @Query("""
            select count(n) > 0 from Notification n
            where n.eventId = :eventId and (n.userId = :userId or (n.userId is null and n.orderId is not null))
            """)
    boolean existsFor(UUID eventId, UUID userId);

    /** Whether what an event says waits until it is known whom to tell. */
    @Query("select count(n) > 0 from Notification n where n.eventId = :eventId and n.userId is null")
    boolean waitsForSomebody(UUID eventId);

    /** These notifications, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from Notification n where n.id in :ids order by n.id")
    List<Notification> lock(Collection<UUID> ids);

    /** Those that wait for the person's address. */
    @Query("select n from Notification n where n.userId = :userId and n.dueAt is null and n.status = PENDING")
    List<Notification> waitingForAddressOf(UUID userId);

    /** Those that wait until it is known whose order it is. */
    @Query("select n from Notification n where n.orderId = :orderId and n.userId is null")
    List<Notification> waitingForOwnerOf(UUID orderId);

    /** Those that wait until an admin is known, oldest first. */
    @Query("select n from Notification n where n.userId is null and n.orderId is null order by n.createdAt")
    List<Notification> waitingForAdmin();

    /** Deletes those that wait until an admin is known and are about events that this person was told about already. */
    @Modifying
    @Query("""
            delete from Notification n where n.userId is null and n.orderId is null
            and n.eventId in (select told.eventId from Notification told where told.userId = :userId)
            """)
    void deleteWaitingForAdminWhenTold(UUID userId);

    /** Whether there are any that wait until an admin is known. */
    @Query("select count(n) > 0 from Notification n where n.userId is null and n.orderId is null")
    boolean existsWaitingForAdmin();

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

    /** When the oldest was written that is on its way, or null. */
    @Query("select min(n.createdAt) from Notification n where n.dueAt is not null")
    @Nullable
    Instant oldestOnItsWay();

    /** What a person was told, newest first. */
    @Query(
            value = "select * from notifications where user_id = :userId order by created_at desc, id desc"
                    + " limit :limit offset :offset",
            nativeQuery = true)
    List<Notification> toldTo(UUID userId, int limit, int offset);

    long countByUserId(UUID userId);

    /**
     * Forgets old ones that are done, or wait for an address or an admin that never came.
     *
     * @param most how many at once
     * @return how many there were
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from notifications where id in (
                        select id from notifications
                        where created_at < :before and (status in ('SENT', 'FAILED') or due_at is null)
                        order by created_at limit :most for update skip locked)
                    """)
    int forgetBefore(Instant before, int most);
}
