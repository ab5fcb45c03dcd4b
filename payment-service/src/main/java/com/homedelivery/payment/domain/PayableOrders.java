package com.homedelivery.payment.domain;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface PayableOrders extends Repository<PayableOrder, UUID> {

    /** The order, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from PayableOrder p where p.orderId = :orderId")
    Optional<PayableOrder> findByIdForUpdate(UUID orderId);

    /** Makes sure there is a row to lock, however many try at once. */
    @Modifying
    @Query(
            value = "insert into payables (order_id, user_id) values (:orderId, :userId) on conflict do nothing",
            nativeQuery = true)
    void insertIfAbsent(UUID orderId, UUID userId);

    /** The order, inserted if it is new, locked until the transaction ends. */
    default PayableOrder findOrCreateForUpdate(UUID orderId, UUID userId) {
        insertIfAbsent(orderId, userId);
        return findByIdForUpdate(orderId).orElseThrow();
    }
}
