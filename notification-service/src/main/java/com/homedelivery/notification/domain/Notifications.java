package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

public interface Notifications extends Repository<Notification, UUID> {

    Notification save(Notification notification);

    void delete(Notification notification);

    /**
     * Whether an event has a notification for a person, or for whoever an order belongs to. It is asked once in a
     * transaction for each event and person, so that nothing has to be flushed for it.
     */
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    @Query("""
        select count(n) > 0 from Notification n
        where n.eventId = :eventId and (n.userId = :userId or (n.userId is null and n.orderId is not null))
        """)
    boolean existsFor(UUID eventId, UUID userId);

    /** Whether an event has a notification that waits for its recipient to become known. */
    @Query("select count(n) > 0 from Notification n where n.eventId = :eventId and n.userId is null")
    boolean existsWithoutRecipient(UUID eventId);

    /** These notifications, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from Notification n where n.id in :ids order by n.id")
    List<Notification> findByIdsForUpdate(Collection<UUID> ids);

    /** Mails that wait for the person's address. */
    @Query("""
        select n from Notification n
        where n.userId = :userId and n.dueAt is null and n.status = PENDING and n.channel = EMAIL
        """)
    List<Notification> findWaitingForAddressOf(UUID userId);

    /** Those that wait until it is known whose order it is. */
    @Query("select n from Notification n where n.orderId = :orderId and n.userId is null")
    List<Notification> findWaitingForOwnerOf(UUID orderId);

    /** Those that wait until an admin is known, oldest first. */
    @Query("select n from Notification n where n.userId is null and n.orderId is null order by n.createdAt")
    List<Notification> findWaitingForAdmin();

    /**
     * Deletes those that wait until an admin is known and are about events of which this person has a notification
     * already.
     */
    @Modifying
    @Query("""
        delete from Notification n where n.userId is null and n.orderId is null
        and n.eventId in (select other.eventId from Notification other where other.userId = :userId)
        """)
    void deleteWaitingForAdminAlreadySentTo(UUID userId);

    /** Whether there are any that wait until an admin is known. */
    @Query("select count(n) > 0 from Notification n where n.userId is null and n.orderId is null")
    boolean existsWaitingForAdmin();

    /** Those of a channel that are due, locked, without those that another instance is claiming. */
    @Query(nativeQuery = true, value = """
        select * from messages where due_at <= :now and channel = :#{#channel.name()}
        order by due_at limit :limit for update skip locked
        """)
    List<Notification> findDueForUpdate(Channel channel, Instant now, int limit);

    /** When the next of a channel is due, or null. */
    @Query("select min(n.dueAt) from Notification n where n.dueAt is not null and n.channel = :channel")
    @Nullable
    Instant findNextDueAt(Channel channel);

    /**
     * When the oldest of a channel was created that was not accepted yet although it was due, or null. What waits for
     * the end of quiet hours is not late.
     */
    @Query("""
        select min(n.createdAt) from Notification n
        where n.dueAt is not null and n.channel = :channel
        and (n.dueAt <= :now or n.status = SENDING or n.refusals > 0 or n.deferredSince is not null)
        """)
    @Nullable
    Instant findOldestUndelivered(Channel channel, Instant now);

    Optional<Notification> findById(UUID id);

    /** Those that were given up, newest first. */
    @Query(nativeQuery = true, value = """
        select * from messages where status = 'FAILED' order by created_at desc, id desc
        limit :limit offset :offset
        """)
    List<Notification> findFailed(int limit, int offset);

    @Query("select count(n) from Notification n where n.status = FAILED")
    long countFailed();

    /** Forgets what a person was told, but for what has still to be told to an address of its own. */
    @Modifying
    @Query("delete from Notification n where n.userId = :userId and (n.address is null or n.status in (SENT, FAILED))")
    void deleteOf(UUID userId);

    /** A person's notifications, newest first. */
    @Query(
            value = "select * from messages where user_id = :userId order by created_at desc, id desc"
                    + " limit :limit offset :offset",
            nativeQuery = true)
    List<Notification> findByUserId(UUID userId, int limit, int offset);

    long countByUserId(UUID userId);

    /**
     * Deletes old ones that are sent, failed, or wait for an address or an admin that never came.
     *
     * @param limit how many at once
     * @return how many were deleted
     */
    @Modifying
    @Query(nativeQuery = true, value = """
        delete from messages where id in (
            select id from messages
            where created_at < :before and (status in ('SENT', 'FAILED') or due_at is null)
            order by created_at limit :limit for update skip locked)
        """)
    int deleteBefore(Instant before, int limit);
}
