package com.homedelivery.inventory.domain;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.time.Instant;
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
            insert into reservations (order_id, status, expires_at, created_at, updated_at, version)
            values (:orderId, 'OPEN', :now, :now, :now, 0)
            on conflict (order_id) do nothing
            """)
    void open(UUID orderId, Instant now);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Reservation r where r.orderId = :orderId")
    Optional<Reservation> lock(UUID orderId);

    /** Locks some that are held beyond a time, leaving out those that somebody else has locked. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @QueryHints(@QueryHint(name = "jakarta.persistence.lock.timeout", value = SKIP_LOCKED))
    @Query("select r from Reservation r where r.status = HELD and r.expiresAt < :time order by r.expiresAt")
    List<Reservation> lockHeldBeyond(Instant time, Limit most);

    /** Hibernate's way to say {@code skip locked}. */
    String SKIP_LOCKED = "-2";
}
