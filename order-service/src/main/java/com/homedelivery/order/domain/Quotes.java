package com.homedelivery.order.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Quotes extends Repository<Quote, UUID> {

    Quote save(Quote quote);

    Optional<Quote> findById(UUID id);

    /**
     * Ties the quote to its order.
     *
     * @return 1, or 0 when it has an order already
     */
    @Modifying
    @Query(nativeQuery = true, value = "update quotes set order_id = :orderId where id = :id and order_id is null")
    int use(UUID id, UUID orderId);

    List<Quote> findByUserIdOrderByExpiresAtDesc(UUID userId);

    @Modifying
    @Query(nativeQuery = true, value = "delete from quotes where user_id in (:userIds)")
    void deleteThoseOf(Collection<UUID> userIds);

    /** @return how many were deleted, at most so many */
    @Modifying
    @Query(nativeQuery = true, value = """
            delete from quotes where id in (
                select id from quotes where expires_at < :before order by expires_at limit :most for update skip locked)
            """)
    int deleteExpired(Instant before, int most);
}
