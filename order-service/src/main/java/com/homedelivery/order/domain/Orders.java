package com.homedelivery.order.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** All orders. */
public interface Orders extends Repository<Order, UUID> {

    Order save(Order order);

    boolean existsById(UUID id);

    Optional<Order> findById(UUID id);

    /**
     * The order, with everybody else who wants to change it waiting until this transaction ends, though not for longer
     * than the {@code lock_timeout} of all connections.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id = :id")
    Optional<Order> findByIdForUpdate(UUID id);

    /** The order that was made of this cart of this customer. */
    Optional<Order> findByUserIdAndCartRevision(UUID userId, long cartRevision);

    /** Where orders stand; those that there are not are missing. */
    @Query("select new com.homedelivery.order.domain.StatusOfOrder(o.id, o.status) from Order o where o.id in :ids")
    List<StatusOfOrder> findStatuses(Collection<UUID> ids);

    Page<Order> findByUserIdAndStatusIn(UUID userId, Collection<OrderStatus> statuses, Pageable page);

    /**
     * Orders that are due to be checked, most urgent first, without those that somebody else is changing. A rider may pick
     * up at any moment what is to be cancelled: it goes before all that has only stood still.
     */
    @Query(nativeQuery = true, value = """
            select * from orders where check_at <= :now
            order by cancel_reason is null, check_at limit :most for update skip locked
            """)
    List<Order> findDueForUpdate(Instant now, int most);

    /** When the next order is due to be checked, perhaps already; null when none is under way. */
    @Query("select min(o.checkAt) from Order o where o.checkAt is not null")
    @Nullable
    Instant findNextCheckAt();

    /** Orders that were reported as stuck, and are where they were then. */
    Page<Order> findByStuckReportedAtIsNotNull(Pageable page);

    long countByStuckReportedAtIsNotNull();
}
