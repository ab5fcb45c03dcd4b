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

/** All orders heard of. */
public interface OrderProjections extends Repository<OrderProjection, UUID> {

    /** The order, locked until the transaction ends, made known first when new. It is locked before its recipient. */
    default OrderProjection lock(UUID orderId) {
        return findById(orderId)
                .or(() -> hearOf(orderId))
                .or(() -> findById(orderId))
                .orElseThrow();
    }

    /** The same, of an order that is known to be this person's from the beginning when new. */
    default OrderProjection lock(UUID orderId, UUID userId) {
        return findById(orderId)
                .or(() -> hearOf(orderId, userId))
                .or(() -> findById(orderId))
                .orElseThrow();
    }

    /** The order if it is known, locked until the transaction ends. It is read once in a transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<OrderProjection> findById(UUID orderId);

    /** The order, now known and thereby locked; empty when another transaction came first. Nothing else is flushed. */
    @Query(
            nativeQuery = true,
            value = "insert into known_orders (order_id) values (:orderId) on conflict do nothing returning *")
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    Optional<OrderProjection> hearOf(UUID orderId);

    /** The same, of an order that is this person's. */
    @Query(nativeQuery = true, value = """
                    insert into known_orders (order_id, user_id) values (:orderId, :userId)
                        on conflict do nothing returning *
                    """)
    @QueryHints(@QueryHint(name = "org.hibernate.flushMode", value = "COMMIT"))
    Optional<OrderProjection> hearOf(UUID orderId, UUID userId);

    /**
     * Forgets those heard of first before then.
     *
     * @param most how many at once
     * @return how many there were
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from known_orders where order_id in (
                        select order_id from known_orders where heard_at < :before order by heard_at limit :most
                            for update skip locked)
                    """)
    int forgetBefore(Instant before, int most);
}
