package com.homedelivery.delivery.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Who locks a rider and a delivery locks the rider first. */
public interface Riders extends Repository<Rider, UUID> {

    Optional<Rider> findById(UUID id);

    /** Locks the rider until the transaction ends, after whoever holds the lock now. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Rider r where r.id = :id")
    Optional<Rider> findByIdForUpdate(UUID id);

    /** Inserts a rider, off duty, unless there is one with this id. */
    @Modifying
    @Query(
            nativeQuery = true,
            value = "insert into riders (id, online, version) values (:id, false, 0) on conflict (id) do nothing")
    int insertIfAbsent(UUID id);

    /** A rider with the delivery that they are busy with, if there is one. */
    @Query("""
            select new com.homedelivery.delivery.domain.ActiveRider(r, d)
            from Rider r left join Delivery d on d.riderId = r.id and d.status in (ASSIGNED, PICKED_UP, IN_TRANSIT)
            where r.id = :id
            """)
    Optional<ActiveRider> findWithActiveDelivery(UUID id);

    /** A rider with a delivery that is, or at its end was, theirs. */
    @Query("""
            select new com.homedelivery.delivery.domain.ActiveRider(r, d)
            from Rider r join Delivery d on d.riderId = r.id
            where r.id = :id and d.id = :deliveryId
            """)
    Optional<ActiveRider> findWithDelivery(UUID id, UUID deliveryId);

    /** Those of the riders who are on duty, were seen lately and are not busy. */
    @Query("""
            select new com.homedelivery.delivery.domain.FreeRider(r.id, r.location.lat, r.location.lng,
                (select count(o) from Offer o where o.riderId = r.id and o.status = OPEN and o.expiresAt > :now))
            from Rider r where r.id in :ids and r.online = true and r.locatedAt > :seenSince
                and not exists (select 1 from Delivery d
                    where d.riderId = r.id and d.status in (ASSIGNED, PICKED_UP, IN_TRANSIT))
            """)
    List<FreeRider> findFreeByIds(Collection<UUID> ids, Instant seenSince, Instant now);

    /** As {@link #findFreeByIds}, all in a band of latitude, with fewer offers than would be too many. */
    @Query("""
            select new com.homedelivery.delivery.domain.FreeRider(r.id, r.location.lat, r.location.lng,
                (select count(o) from Offer o where o.riderId = r.id and o.status = OPEN and o.expiresAt > :now))
            from Rider r where r.location.lat between :south and :north and r.online = true and r.locatedAt > :seenSince
                and not exists (select 1 from Delivery d
                    where d.riderId = r.id and d.status in (ASSIGNED, PICKED_UP, IN_TRANSIT))
                and :tooMany > (select count(o) from Offer o
                    where o.riderId = r.id and o.status = OPEN and o.expiresAt > :now)
            order by abs(r.location.lat - :lat) + abs(r.location.lng - :lng) * cos(radians(:lat))
            """)
    List<FreeRider> findFreeInLatitudeBand(
            double south,
            double north,
            double lat,
            double lng,
            Instant seenSince,
            int tooMany,
            Instant now,
            Limit limit);

    /** How many are on duty. */
    long countByOnlineTrue();

    /** Ends the shifts of riders without a position since then. */
    @Modifying
    @Query("""
            update Rider r set r.online = false, r.onlineSince = null, r.version = r.version + 1
            where r.online = true and r.locatedAt < :before
            """)
    int endShiftsSilentSince(Instant before);
}
