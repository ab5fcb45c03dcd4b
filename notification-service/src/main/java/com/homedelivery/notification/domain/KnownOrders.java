package com.homedelivery.notification.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All orders heard of. */
public interface KnownOrders extends Repository<KnownOrder, UUID> {

    /** The order, locked until the transaction ends, made known first when new. It is locked before its recipient. */
    default KnownOrder lock(UUID orderId) {
        hearOf(orderId);
        return lockKnown(orderId);
    }

    @Modifying
    @Query(value = "insert into known_orders (order_id) values (:orderId) on conflict do nothing", nativeQuery = true)
    void hearOf(UUID orderId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from KnownOrder o where o.orderId = :orderId")
    KnownOrder lockKnown(UUID orderId);

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
