package com.homedelivery.delivery.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface OrderTombstones extends Repository<OrderTombstone, UUID> {

    OrderTombstone save(OrderTombstone order);

    Optional<OrderTombstone> findById(UUID orderId);

    /**
     * Deletes old ones.
     *
     * @param most how many at once
     * @return how many were deleted
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from stopped_orders where order_id in (
                        select order_id from stopped_orders where stopped_at < :before order by stopped_at limit :most
                            for update skip locked)
                    """)
    int deleteBefore(Instant before, int most);
}
