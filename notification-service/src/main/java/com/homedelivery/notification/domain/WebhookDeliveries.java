package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface WebhookDeliveries extends Repository<WebhookDelivery, UUID> {

    WebhookDelivery save(WebhookDelivery delivery);

    /** Whether an event was handed to a webhook before. */
    boolean existsByWebhookIdAndEventId(UUID webhookId, UUID eventId);

    Optional<WebhookDelivery> findById(UUID id);

    /** These deliveries, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from WebhookDelivery d where d.id in :ids order by d.id")
    List<WebhookDelivery> findByIdsForUpdate(Collection<UUID> ids);

    /**
     * Those that are due, locked, without those that another instance is claiming. Each webhook gets a share: a slow one
     * does not keep the others waiting.
     */
    @Query(nativeQuery = true, value = """
                    select due.* from webhooks w cross join lateral (
                        select * from webhook_deliveries d
                        where d.webhook_id = w.id and d.due_at <= :now
                        order by d.due_at limit :share for update skip locked) due
                    where w.enabled and (w.paused_until is null or w.paused_until <= :now)
                    order by due.due_at limit :limit
                    """)
    List<WebhookDelivery> findDueForUpdate(Instant now, int share, int limit);

    /** When the oldest was created that is due and was not taken yet, or null. */
    @Query("select min(d.createdAt) from WebhookDelivery d where d.dueAt <= :now")
    @Nullable
    Instant findOldestDue(Instant now);

    /** A webhook's deliveries, newest first. */
    @Query(nativeQuery = true, value = """
                    select * from webhook_deliveries where webhook_id = :webhookId
                        and (cast(:status as varchar) is null or status = :status)
                    order by created_at desc, id desc limit :limit offset :offset
                    """)
    List<WebhookDelivery> findByWebhook(UUID webhookId, @Nullable String status, int limit, int offset);

    @Query(nativeQuery = true, value = """
                    select count(*) from webhook_deliveries where webhook_id = :webhookId
                        and (cast(:status as varchar) is null or status = :status)
                    """)
    long countByWebhook(UUID webhookId, @Nullable String status);

    /** What waits for a webhook waits until it is switched on again. */
    @Modifying
    @Query("update WebhookDelivery d set d.dueAt = null where d.webhookId = :webhookId and d.status = PENDING")
    void suspend(UUID webhookId);

    /** What has waited for a webhook is due. */
    @Modifying
    @Query("""
            update WebhookDelivery d set d.dueAt = :now
            where d.webhookId = :webhookId and d.status = PENDING and d.dueAt is null
            """)
    void resume(UUID webhookId, Instant now);

    /** What webhooks were told about a person, or are to be told, locked: also by the orders that are known to be theirs. */
    @Query(nativeQuery = true, value = """
                    select * from webhook_deliveries where id in (
                        select id from webhook_deliveries where user_id = :userId
                        union all
                        select d.id from webhook_deliveries d join known_orders o on o.order_id = d.order_id
                        where o.user_id = :userId)
                    order by id for update
                    """)
    List<WebhookDelivery> findAboutForUpdate(UUID userId);

    /** The same, newest first. */
    @Query("""
            select new com.homedelivery.notification.domain.ToldMerchant(w.url, d.type, d.createdAt, d.deliveredAt)
            from WebhookDelivery d join Webhook w on w.id = d.webhookId
            where d.userId = :userId or d.orderId in (select o.orderId from OrderProjection o where o.userId = :userId)
            order by d.createdAt desc
            """)
    List<ToldMerchant> findToldAbout(UUID userId);

    void delete(WebhookDelivery delivery);

    /**
     * Deletes old ones, whatever became of them.
     *
     * @param limit how many at once
     * @return how many were deleted
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from webhook_deliveries where id in (
                        select id from webhook_deliveries where created_at < :before
                        order by created_at limit :limit for update skip locked)
                    """)
    int deleteBefore(Instant before, int limit);
}
