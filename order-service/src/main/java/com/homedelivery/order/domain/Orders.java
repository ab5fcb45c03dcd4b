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
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Orders extends Repository<Order, UUID> {

    Order save(Order order);

    boolean existsById(UUID id);

    Optional<Order> findById(UUID id);

    /**
     * The order, locked until this transaction ends. Others wait for it, but not for longer than the {@code lock_timeout} of
     * the connections.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select o from Order o where o.id = :id")
    Optional<Order> findByIdForUpdate(UUID id);

    /** The order that this cart of this customer has become. */
    Optional<Order> findByUserIdAndCartRevision(UUID userId, long cartRevision);

    /** Whether this customer has an order that was not cancelled and has not failed. */
    boolean existsByUserIdAndStatusNotIn(UUID userId, Collection<OrderStatus> ended);

    List<Order> findByUserIdOrderByCreatedAtDesc(UUID userId);

    /** What a customer has bought in orders of these statuses, what was ordered last first. */
    @Query(value = """
            select new com.homedelivery.order.domain.OrderedProduct(
                l.productId, max(l.name), count(distinct o.id), sum(l.quantity), max(o.createdAt))
            from Order o join o.lines l where o.userId = :userId and o.status in :statuses
            group by l.productId order by max(o.createdAt) desc, l.productId
            """, countQuery = """
            select count(distinct l.productId)
            from Order o join o.lines l where o.userId = :userId and o.status in :statuses
            """)
    Page<OrderedProduct> findProducts(UUID userId, Collection<OrderStatus> statuses, Pageable page);

    /** The orders of customers that have not ended are forgotten when they do. */
    @Modifying
    @Query(nativeQuery = true, value = """
            update orders set forget_at_end = true, version = version + 1
            where user_id in (:userIds) and not forget_at_end and status not in ('DELIVERED', 'CANCELLED', 'FAILED')
            """)
    void markToForgetAtEnd(Collection<UUID> userIds);

    /** What customers have said when they cancelled orders. */
    @Modifying
    @Query(nativeQuery = true, value = """
            update order_timeline set cause = 'Cancelled by the customer' from orders o
            where o.id = order_id and o.user_id in (:userIds) and o.status in ('DELIVERED', 'CANCELLED', 'FAILED')
              and cause like 'Cancelled by the customer: %'
            """)
    void forgetWordsOfEnded(Collection<UUID> userIds);

    /** Where orders went, but for the town, and what customers have said with them. */
    @Modifying
    @Query(nativeQuery = true, value = """
            update orders set street = '-', lat = null, lng = null, instructions = null, phone = null, notes = null,
                version = version + 1
            where user_id in (:userIds) and status in ('DELIVERED', 'CANCELLED', 'FAILED')
              and (street <> '-' or num_nonnulls(lat, instructions, phone, notes) > 0)
            """)
    void forgetAddressesOfEnded(Collection<UUID> userIds);

    /** The statuses of these orders; those that do not exist are missing. */
    @Query("""
            select new com.homedelivery.order.domain.OrderStatusView(o.id, o.status, o.slot.dispatchAt, o.dispatchedAt)
            from Order o where o.id in :ids
            """)
    List<OrderStatusView> findStatuses(Collection<UUID> ids);

    Page<Order> findByUserIdAndStatusIn(UUID userId, Collection<OrderStatus> statuses, Pageable page);

    /**
     * Orders that are due to be checked, most urgent first, without those that others have locked. What is to be cancelled
     * may be picked up at any moment: it goes before all that is only overdue.
     */
    @Query(nativeQuery = true, value = """
            select * from orders where check_at <= :now
            order by cancel_reason is null, check_at limit :most for update skip locked
            """)
    List<Order> findDueForUpdate(Instant now, int most);

    /**
     * Orders whose slot is near and that nobody else was told of, most urgent first, without those that others have locked. Not those
     * that are to be cancelled.
     */
    @Query(nativeQuery = true, value = """
            select * from orders
            where status = 'CONFIRMED' and dispatch_at <= :now and dispatched_at is null and cancel_reason is null
            order by dispatch_at limit :most for update skip locked
            """)
    List<Order> findToDispatchForUpdate(Instant now, int most);

    /** Some orders that have {@linkplain Order#isToGiveBack() to give back} what they had. */
    @Query(nativeQuery = true, value = """
            select id from orders
            where status in ('CANCELLED', 'FAILED') and (promoted or slot_id is not null) and given_back_at is null
            limit :most
            """)
    List<UUID> findToGiveBack(int most);

    /** When the next order is due to be checked, perhaps already; null when all have ended. */
    @Query("select min(o.checkAt) from Order o where o.checkAt is not null")
    @Nullable
    Instant findNextCheckAt();

    /** Orders that were reported as stuck in the status that they have. */
    Page<Order> findByStuckReportedAtIsNotNull(Pageable page);

    long countByStuckReportedAtIsNotNull();

    /** How many orders are in each status that is not an end: those that are still to be checked. */
    @Query("select new com.homedelivery.order.domain.OrdersInStatus(o.status, count(o)) from Order o"
            + " where o.checkAt is not null group by o.status")
    List<OrdersInStatus> countOpen();
}
