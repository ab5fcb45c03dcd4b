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

/** All deliveries. */
public interface Deliveries extends Repository<Delivery, UUID> {

    Delivery save(Delivery delivery);

    Optional<Delivery> findById(UUID id);

    Optional<Delivery> findByOrderId(UUID orderId);

    /** Waits for whoever else is changing the delivery, and then keeps others waiting until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.id = :id")
    Optional<Delivery> lock(UUID id);

    /** As {@link #lock}, by the order. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Delivery d where d.orderId = :orderId")
    Optional<Delivery> lockByOrderId(UUID orderId);

    /** As {@link #lock}, but empty when somebody else is changing the delivery: they will see to it. */
    @Query(
            nativeQuery = true,
            value = "select * from deliveries where id = :id and status = 'PENDING' for update skip locked")
    Optional<Delivery> lockPendingUnlessTaken(UUID id);

    /** As {@link #lock}, but empty when somebody else is changing the delivery. */
    @Query(nativeQuery = true, value = "select * from deliveries where id = :id for update skip locked")
    Optional<Delivery> lockUnlessTaken(UUID id);

    /** As {@link #lock}, those of the deliveries that nobody else is changing. */
    @Query(nativeQuery = true, value = "select * from deliveries where id in (:ids) for update skip locked")
    List<Delivery> lockUnlessTaken(Collection<UUID> ids);

    /**
     * Lets everything that is about one order come one after the other, also while there is no delivery to lock; until
     * the transaction ends.
     */
    @Query(
            nativeQuery = true,
            value = "select 1 from (select pg_advisory_xact_lock(hashtextextended(cast(:orderId as text), 0))) locked")
    int lockOrder(UUID orderId);

    /** Whose business the deliveries of these orders are. */
    @Query("""
            select new com.homedelivery.delivery.domain.DeliveryParties(d.orderId, d.userId, d.riderId)
            from Delivery d where d.orderId in :orderIds
            """)
    List<DeliveryParties> partiesOf(Collection<UUID> orderIds);

    /** The id of the delivery that a rider is under way with. */
    @Query("select d.id from Delivery d where d.riderId = :riderId and d.status in (ASSIGNED, PICKED_UP, IN_TRANSIT)")
    Optional<UUID> underWayWith(UUID riderId);

    /** A rider's deliveries, newest first. */
    List<Delivery> findByRiderIdOrderByCreatedAtDesc(UUID riderId, Pageable page);

    /** All deliveries of a status, or of any, newest first. */
    @Query("select d from Delivery d where :status is null or d.status = :status order by d.createdAt desc, d.id desc")
    Page<Delivery> findByStatus(@Nullable DeliveryStatus status, Pageable page);

    /** Searches whose time has come. */
    @Query("select d.id from Delivery d where d.status = PENDING and d.lookAgainAt <= :now order by d.lookAgainAt")
    List<UUID> toLookAt(Instant now, Pageable page);

    /**
     * Searches that have to be looked at even when there is nobody to ask: an offer has expired, or they take so long that
     * it is to be reported.
     *
     * @param searchingSince those that began before then and are not reported
     */
    @Query(nativeQuery = true, value = """
            select o.delivery_id from offers o join deliveries d on d.id = o.delivery_id
                where o.status = 'OPEN' and o.expires_at <= :now and d.status = 'PENDING'
            union
            select id from deliveries where status = 'PENDING' and not overdue and searching_since <= :searchingSince
            limit :most
            """)
    List<UUID> toLookAtWithoutRiders(Instant now, Instant searchingSince, int most);

    /** Searches that nobody is being asked for, the longest waiting first. */
    @Query("""
            select d.id from Delivery d where d.status = PENDING and not exists (
                select 1 from Offer o where o.delivery = d and o.status = OPEN and o.expiresAt > :now)
            order by d.createdAt
            """)
    List<UUID> withoutOpenOffer(Instant now, Pageable page);

    /** Deliveries that are on offer to a rider. */
    @Query("select o.delivery.id from Offer o where o.riderId = :riderId and o.status = OPEN and o.expiresAt > :now")
    List<UUID> onOfferTo(UUID riderId, Instant now);

    /** The open offers of a rider with their deliveries, the next to expire first. */
    @Query("""
            select o from Offer o join fetch o.delivery
            where o.riderId = :riderId and o.status = OPEN and o.expiresAt > :now and o.delivery.status = PENDING
            order by o.expiresAt
            """)
    List<Offer> openOffersTo(UUID riderId, Instant now);

    /**
     * Deliveries with a rider that stand still, the longest first.
     *
     * @param assignedBefore those assigned before then, whose riders have not been asked for the pickup
     * @param remindedBefore and those whose riders were asked before then
     * @param seenBefore and those whose riders have the goods, were not heard of since then, and are not reported
     */
    @Query("""
            select d.id from Delivery d where d.status in (ASSIGNED, PICKED_UP, IN_TRANSIT) and (
                (d.status = ASSIGNED and d.pickupRemindedAt is null and d.statusSince <= :assignedBefore)
                or (d.status = ASSIGNED and d.pickupRemindedAt <= :remindedBefore)
                or (d.status <> ASSIGNED and d.delayedAt is null and d.locatedAt <= :seenBefore))
            order by d.statusSince
            """)
    List<UUID> standingStill(Instant assignedBefore, Instant remindedBefore, Instant seenBefore, Limit limit);

    boolean existsByOrderId(UUID orderId);

    /** Those of the orders that have a delivery. */
    @Query("select d.orderId from Delivery d where d.orderId in :orderIds")
    List<UUID> ordersWithDelivery(Collection<UUID> orderIds);

    /**
     * Forgets old offers of deliveries that are over.
     *
     * @param most how many at once
     * @return how many there were
     */
    @Modifying
    @Query(nativeQuery = true, value = """
                    delete from offers where id in (
                        select o.id from offers o join deliveries d on d.id = o.delivery_id
                        where o.offered_at < :before and d.status in ('DELIVERED', 'FAILED')
                        order by o.offered_at limit :most for update of o skip locked)
                    """)
    int forgetOffersBefore(Instant before, int most);
}
