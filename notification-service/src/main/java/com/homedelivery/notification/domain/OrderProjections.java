package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

public interface OrderProjections extends Repository<OrderProjection, UUID> {

    /** The order, inserted if new, locked until the transaction ends. It is locked before its recipient. */
    default OrderProjection findOrCreateForUpdate(UUID orderId) {
        return findById(orderId)
                .or(() -> insertIfAbsent(orderId))
                .or(() -> findById(orderId))
                .orElseThrow();
    }

    /** The same; if new, the order is this person's from the beginning. */
    default OrderProjection findOrCreateForUpdate(UUID orderId, UUID userId) {
        return findById(orderId)
                .or(() -> insertIfAbsent(orderId, userId))
                .or(() -> findById(orderId))
                .orElseThrow();
    }

    /** Whose an order is, as far as that is known. */
    @Query("select o.userId from OrderProjection o where o.orderId = :orderId")
    Optional<UUID> findOwner(UUID orderId);

    /** The order if it is known, locked until the transaction ends. It is read once in a transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<OrderProjection> findById(UUID orderId);

    /**
     * The order, now inserted and thereby locked; empty when another transaction came first. Nothing else is flushed.
     */
    @Query(
            nativeQuery = true,
            value = "insert into known_orders (order_id) values (:orderId) on conflict do nothing returning *")
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    Optional<OrderProjection> insertIfAbsent(UUID orderId);

    /** The same, of an order that is this person's. */
    @Query(nativeQuery = true, value = """
                    insert into known_orders (order_id, user_id) values (:orderId, :userId)
                        on conflict do nothing returning *
                    """)
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    Optional<OrderProjection> insertIfAbsent(UUID orderId, UUID userId);

    /**
     * Deletes those inserted before then.
     *
     * @param limit how many at once
     * @return how many were deleted
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from known_orders where order_id in (
                        select order_id from known_orders where heard_at < :before order by heard_at limit :limit
                            for update skip locked)
                    """)
    int deleteBefore(Instant before, int limit);
}
