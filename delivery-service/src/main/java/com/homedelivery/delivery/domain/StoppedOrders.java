package com.homedelivery.delivery.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The orders that must not be delivered although no delivery is known. */
public interface StoppedOrders extends Repository<StoppedOrder, UUID> {

    StoppedOrder save(StoppedOrder order);

    Optional<StoppedOrder> findById(UUID orderId);

    @Modifying
    @Query("delete from StoppedOrder o where o.stoppedAt < :before")
    int forgetBefore(Instant before);
}
