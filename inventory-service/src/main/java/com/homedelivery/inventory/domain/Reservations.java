package com.homedelivery.inventory.domain;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/** Every order's claim on the stock. */
public interface Reservations extends Repository<Reservation, UUID> {

    /** Makes an open reservation unless the order has one; waits for somebody who is just making it. */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into reservations (order_id, status, expires_at, check_at, created_at, updated_at, version)
            values (:orderId, 'OPEN', :now, :now, :now, :now, 0)
            on conflict (order_id) do nothing
            """)
    void open(UUID orderId, Instant now);

    /**
     * The same for many, always in the same order, so that two that do so never wait for each other.
     *
     * @param orderIds separated by commas
     */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into reservations (order_id, status, expires_at, check_at, created_at, updated_at, version)
            select order_id, 'OPEN', cast(:now as timestamptz), cast(:now as timestamptz), cast(:now as timestamptz),
                cast(:now as timestamptz), 0
            from unnest(cast(string_to_array(:orderIds, ',') as uuid[])) as wanted (order_id) order by order_id
            on conflict (order_id) do nothing
            """)
    void openAll(String orderIds, Instant now);

    /** Removes those of these that are still open, as if they had never been made. */
    @Modifying
    @Query(nativeQuery = true, value = "delete from reservations where status = 'OPEN' and order_id in (:orderIds)")
    void removeOpen(Collection<UUID> orderIds);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.orderId in :orderIds order by r.orderId")
    List<Reservation> lockAll(Collection<UUID> orderIds);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.orderId = :orderId")
    Optional<Reservation> lock(UUID orderId);

    @Query("select r from Reservation r left join fetch r.lines where r.orderId = :orderId")
    Optional<Reservation> findWithLines(UUID orderId);

    /**
     * Locks some that are held beyond a time and are to be looked at by now, leaving out those that somebody else has
     * locked.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("""
            select r from Reservation r where r.status = HELD and r.checkAt <= :now and r.expiresAt < :time
            order by r.checkAt
            """)
    List<Reservation> lockHeldBeyond(Instant time, Instant now, Limit most);

    /** Locks those of these orders that are held, leaving out those that somebody else has locked. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("select r from Reservation r where r.status = HELD and r.orderId in :orderIds")
    List<Reservation> lockHeld(Collection<UUID> orderIds);

    /** Deletes some that ended before a time, with their lines, and says how many. */
    @Modifying
    @Query(nativeQuery = true, value = """
            delete from reservations where order_id in (
                select order_id from reservations
                where status not in ('OPEN', 'HELD') and updated_at < :time
                order by updated_at limit :most for update skip locked)
            """)
    int forgetEnded(Instant time, int most);

    /** Hibernate's way to say {@code skip locked}. */
    String SKIP_LOCKED = "-2";
}
