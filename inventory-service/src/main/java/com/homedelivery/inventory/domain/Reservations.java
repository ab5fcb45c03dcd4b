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

public interface Reservations extends Repository<Reservation, UUID> {

    /** Makes an open reservation unless the order has one; waits for another transaction that is making it. */
    @Modifying
    @Query(nativeQuery = true, value = """
            insert into reservations (order_id, status, expires_at, check_at, created_at, updated_at, version)
            values (:orderId, 'OPEN', :now, :now, :now, :now, 0)
            on conflict (order_id) do nothing
            """)
    void insertIfAbsent(UUID orderId, Instant now);

    /**
     * The same for many, always in the same order, so that two transactions never wait for each other.
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
    void insertAllIfAbsent(String orderIds, Instant now);

    /** Deletes those of these that are still open. */
    @Modifying
    @Query(nativeQuery = true, value = "delete from reservations where status = 'OPEN' and order_id in (:orderIds)")
    void deleteOpen(Collection<UUID> orderIds);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.orderId in :orderIds order by r.orderId")
    List<Reservation> findAllByIdForUpdate(Collection<UUID> orderIds);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.orderId = :orderId")
    Optional<Reservation> findByIdForUpdate(UUID orderId);

    @Query("select r from Reservation r left join fetch r.lines where r.orderId = :orderId")
    Optional<Reservation> findByIdWithLines(UUID orderId);

    /**
     * Some that are held, expired before a time, and are due to be checked by now; without those that others have locked.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("""
            select r from Reservation r where r.status = HELD and r.checkAt <= :now and r.expiresAt < :time
            order by r.checkAt
            """)
    List<Reservation> findOverdueForUpdate(Instant time, Instant now, Limit most);

    /** Those of these orders that are held, without those that others have locked. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("select r from Reservation r where r.status = HELD and r.orderId in :orderIds")
    List<Reservation> findHeldForUpdate(Collection<UUID> orderIds);

    /** Deletes some that ended before a time, with their lines. Returns how many. */
    @Modifying
    @Query(nativeQuery = true, value = """
            delete from reservations where order_id in (
                select order_id from reservations
                where status not in ('OPEN', 'HELD') and updated_at < :time
                order by updated_at limit :most for update skip locked)
            """)
    int deleteEndedBefore(Instant time, int most);

    /** Hibernate turns this timeout into {@code skip locked}. */
    String SKIP_LOCKED = "-2";
}
