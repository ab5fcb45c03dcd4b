package com.homedelivery.payment.domain;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Refunds extends Repository<Refund, UUID> {

    Refund save(Refund refund);

    Optional<Refund> findById(UUID id);

    /** The payment that a refund is of, without loading the refund: it is locked after its payment. */
    @Query("select r.paymentId from Refund r where r.id = :id")
    Optional<UUID> findPaymentId(UUID id);

    /** Newest first. */
    @Query("select r from Refund r order by r.id desc")
    List<Refund> findAll(Pageable page);

    /** Those in a status, newest first. */
    @Query("select r from Refund r where r.status = :status order by r.id desc")
    List<Refund> findByStatus(RefundStatus status, Pageable page);

    long count();

    long countByStatus(RefundStatus status);

    /** The refund, locked until the transaction ends. Its payment is locked before it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Refund r where r.id = :id")
    Optional<Refund> findByIdForUpdate(UUID id);

    /** A payment's refunds, the oldest first, locked until the transaction ends. The payment is locked before them. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from Refund r where r.paymentId = :paymentId order by r.id")
    List<Refund> findByPaymentIdForUpdate(UUID paymentId);

    /** Refunds whose provider is to be asked, locked, without those that another instance is about to ask. */
    @Query(
            value = "select * from refunds where due_at <= :now order by due_at limit :limit for update skip locked",
            nativeQuery = true)
    List<Refund> findDueForUpdate(Instant now, int limit);

    /** What was given back to a customer, newest first. */
    @Query("""
            select new com.homedelivery.payment.domain.RefundRecord(
                r.id, r.paymentId, r.amount, r.status, r.reason, r.createdAt)
            from Refund r join Payment p on p.id = r.paymentId where p.userId = :userId order by r.createdAt desc
            """)
    List<RefundRecord> findRecordsOf(UUID userId);

    /** Forgets what was said about the refunds of a customer. */
    @Modifying
    @Query("""
            update Refund r set r.reason = null, r.version = r.version + 1
            where r.reason is not null and r.paymentId in (select p.id from Payment p where p.userId = :userId)
            """)
    void forgetReasonsOf(UUID userId);

    /** When the next provider is to be asked, or null. */
    @Query("select min(r.dueAt) from Refund r where r.dueAt is not null")
    @Nullable
    Instant findNextDueAt();
}
