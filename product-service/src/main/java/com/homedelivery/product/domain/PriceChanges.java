package com.homedelivery.product.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface PriceChanges extends Repository<PriceChange, UUID> {

    PriceChange save(PriceChange change);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from PriceChange c where c.id = :id and c.productId = :productId")
    Optional<PriceChange> findForUpdate(UUID productId, UUID id);

    /** Newest first. */
    List<PriceChange> findByProductIdOrderByEffectiveAtDescIdDesc(UUID productId, Limit limit);

    /** Those to come, the next one first. */
    List<PriceChange> findByStatusOrderByEffectiveAtAscIdAsc(PriceChange.Status status, Limit limit);

    /** Those whose time has come, in the order in which they are to be applied. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select c from PriceChange c
            where c.status = com.homedelivery.product.domain.PriceChange.Status.SCHEDULED and c.effectiveAt <= :now
            order by c.effectiveAt, c.id
            """)
    List<PriceChange> findDueForUpdate(Instant now, Limit limit);

    @Query("""
            select min(c.effectiveAt) from PriceChange c
            where c.status = com.homedelivery.product.domain.PriceChange.Status.SCHEDULED
            """)
    Optional<Instant> nextDue();

    /** Whether this transaction is the only one that applies changes, until it ends. */
    @NativeQuery("select pg_try_advisory_xact_lock(hashtext('price_changes'))")
    boolean tryLock();
}
