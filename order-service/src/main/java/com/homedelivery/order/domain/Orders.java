package com.homedelivery.order.domain;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** All orders. */
public interface Orders extends Repository<Order, UUID> {

    Order save(Order order);

    boolean existsById(UUID id);

    Optional<Order> findById(UUID id);

    /**
     * The order, with everybody else who wants to change it waiting until this transaction ends, though not for longer
     * than three seconds.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = "3000"))
    @Query("select o from Order o where o.id = :id")
    Optional<Order> findForChange(UUID id);

    Page<Order> findByUserIdAndStatusIn(UUID userId, Collection<OrderStatus> statuses, Pageable page);

    /** Orders still unpaid that were placed before an instant, oldest first, without those that somebody else is changing. */
    @Query(nativeQuery = true, value = """
            select * from orders where status = 'PENDING' and created_at < :placedBefore
            order by created_at limit :most for update skip locked
            """)
    List<Order> findUnpaidForChange(Instant placedBefore, int most);
}
