package com.homedelivery.delivery.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Deliveries extends Repository<Delivery, UUID> {

    Delivery save(Delivery delivery);

    Optional<Delivery> findById(UUID id);

    Optional<Delivery> findByOrderId(UUID orderId);

    /** Locks the delivery until the transaction ends, after whoever holds the lock now. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.id = :id")
    Optional<Delivery> findByIdForUpdate(UUID id);

    /** As {@link #findByIdForUpdate}, by the order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.orderId = :orderId")
    Optional<Delivery> findByOrderIdForUpdate(UUID orderId);

    /** As {@link #findByIdForUpdate}, but empty when it is not pending, or locked by somebody else. */
    @Query(
            nativeQuery = true,
            value = "select * from deliveries where id = :id and status = 'PENDING' for update skip locked")
    Optional<Delivery> findPendingByIdForUpdateSkipLocked(UUID id);

    /** As {@link #findByIdForUpdate}, but empty when it is locked by somebody else. */
    @Query(nativeQuery = true, value = "select * from deliveries where id = :id for update skip locked")
    Optional<Delivery> findByIdForUpdateSkipLocked(UUID id);

    /** As {@link #findByIdForUpdate}, those of the deliveries that are not locked by somebody else. */
    @Query(nativeQuery = true, value = "select * from deliveries where id in (:ids) for update skip locked")
    List<Delivery> findAllByIdForUpdateSkipLocked(Collection<UUID> ids);

    /**
     * Takes an advisory lock on an order until the transaction ends: there may be no delivery yet whose row could be locked.
     */
    @Query(
            nativeQuery = true,
            value = "select 1 from (select pg_advisory_xact_lock(hashtextextended(cast(:orderId as text), 0))) locked")
    int lockOrder(UUID orderId);

    /** The customers and riders of these orders. */
    @Query("""
            select new com.homedelivery.delivery.domain.DeliveryParties(d.orderId, d.userId, d.riderId)
            from Delivery d where d.orderId in :orderIds
            """)
    List<DeliveryParties> findPartiesByOrderIds(Collection<UUID> orderIds);

    /** The id of the delivery that a rider is busy with. */
    @Query("select d.id from Delivery d where d.riderId = :riderId and d.status in (ASSIGNED, PICKED_UP, IN_TRANSIT)")
    Optional<UUID> findActiveIdByRiderId(UUID riderId);

    /** A rider's deliveries, newest first. */
    List<Delivery> findByRiderIdOrderByCreatedAtDesc(UUID riderId, Pageable page);

    /** All deliveries of a status, or of any, newest first. */
    @Query("select d from Delivery d where :status is null or d.status = :status order by d.createdAt desc, d.id desc")
    Page<Delivery> findByStatus(@Nullable DeliveryStatus status, Pageable page);

    /** Pending deliveries whose next search is due. */
    @Query("select d.id from Delivery d where d.status = PENDING and d.search.nextAt <= :now order by d.search.nextAt")
    List<UUID> findDueSearches(Instant now, Pageable page);

    /**
     * Pending deliveries that need attention even when there is nobody to ask: an offer has expired, or the search takes so
     * long that it is to be reported.
     *
     * @param searchingSince searches that began before then and are not reported
     */
    @Query(nativeQuery = true, value = """
            select o.delivery_id from offers o join deliveries d on d.id = o.delivery_id
                where o.status = 'OPEN' and o.expires_at <= :now and d.status = 'PENDING'
            union
            select id from deliveries where status = 'PENDING' and not overdue and searching_since <= :searchingSince
            limit :most
            """)
    List<UUID> findDueSearchesWithoutRiders(Instant now, Instant searchingSince, int most);

    /** Pending deliveries without an open offer, the longest waiting first. */
    @Query("""
            select d.id from Delivery d where d.status = PENDING and not exists (
                select 1 from Offer o where o.delivery = d and o.status = OPEN and o.expiresAt > :now)
            order by d.createdAt
            """)
    List<UUID> findSearchesWithoutOpenOffer(Instant now, Pageable page);

    /** Deliveries that are on offer to a rider. */
    @Query("select o.delivery.id from Offer o where o.riderId = :riderId and o.status = OPEN and o.expiresAt > :now")
    List<UUID> findDeliveriesOfferedTo(UUID riderId, Instant now);

    /** The open offers of a rider with their deliveries, the next to expire first. */
    @Query("""
            select o from Offer o join fetch o.delivery
            where o.riderId = :riderId and o.status = OPEN and o.expiresAt > :now and o.delivery.status = PENDING
            order by o.expiresAt
            """)
    List<Offer> findOpenOffersTo(UUID riderId, Instant now);

    /**
     * Deliveries with a rider that make no progress, the longest first.
     *
     * @param assignedBefore those assigned before then, whose riders have not been asked for the pickup
     * @param remindedBefore and those whose riders were asked before then
     * @param seenBefore and those whose riders have the goods, have sent no position since then, and are not reported
     */
    @Query("""
            select d.id from Delivery d where d.status in (ASSIGNED, PICKED_UP, IN_TRANSIT) and (
                (d.status = ASSIGNED and d.pickupRemindedAt is null and d.statusSince <= :assignedBefore)
                or (d.status = ASSIGNED and d.pickupRemindedAt <= :remindedBefore)
                or (d.status <> ASSIGNED and d.delayedAt is null and d.route.locatedAt <= :seenBefore))
            order by d.statusSince
            """)
    List<UUID> findStalled(Instant assignedBefore, Instant remindedBefore, Instant seenBefore, Limit limit);

    /** What is kept about a customer, newest first. */
    @Query("""
            select new com.homedelivery.delivery.domain.DeliveryRecord(
                d.id, d.orderId, d.status, d.address, d.failureReason, d.createdAt, d.finishedAt)
            from Delivery d where d.userId = :userId order by d.createdAt desc
            """)
    List<DeliveryRecord> findRecordsOfCustomer(UUID userId);

    /** What is kept about a rider, newest first: without what is about the customers. */
    @Query("""
            select new com.homedelivery.delivery.domain.DeliveryRecord(
                d.id, d.orderId, d.status, null, null, d.createdAt, d.finishedAt)
            from Delivery d where d.riderId = :riderId order by d.createdAt desc
            """)
    List<DeliveryRecord> findRecordsOfRider(UUID riderId);

    boolean existsByOrderId(UUID orderId);

    /** How many deliveries are in each status that is not an end. */
    @Query("""
            select new com.homedelivery.delivery.domain.DeliveriesInStatus(d.status, count(d))
            from Delivery d where d.status in (PENDING, ASSIGNED, PICKED_UP, IN_TRANSIT) group by d.status
            """)
    List<DeliveriesInStatus> countOpen();

    /** Those of the orders that have a delivery. */
    @Query("select d.orderId from Delivery d where d.orderId in :orderIds")
    List<UUID> findOrderIdsWithDelivery(Collection<UUID> orderIds);

    /**
     * Deletes old offers of deliveries that are over.
     *
     * @param most how many at once
     * @return how many were deleted
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from offers where id in (
                        select o.id from offers o join deliveries d on d.id = o.delivery_id
                        where o.offered_at < :before and d.status in ('DELIVERED', 'FAILED')
                        order by o.offered_at limit :most for update of o skip locked)
                    """)
    int deleteOffersBefore(Instant before, int most);
}
