package com.homedelivery.payment.domain;

import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Payments extends Repository<Payment, UUID> {

    Payment save(Payment payment);

    Optional<Payment> findById(UUID id);

    /** The order that a payment is for, without loading the payment: it is locked after its order. */
    @Query("select p.orderId from Payment p where p.id = :id")
    Optional<UUID> findOrderId(UUID id);

    /** The payment that a provider knows by this id, without loading it. */
    @Query("select p.id from Payment p where p.transactionId = :transactionId")
    Optional<UUID> findIdByTransactionId(String transactionId);

    /** What is to be paid, without loading the payment. */
    @Query("select p.amount from Payment p where p.id = :id")
    Optional<BigDecimal> findAmount(UUID id);

    /** The payment, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Payment p where p.id = :id")
    Optional<Payment> findByIdForUpdate(UUID id);

    /** The payment of an order that succeeded or still may, locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Payment p where p.orderId = :orderId and p.status <> FAILED")
    Optional<Payment> findLiveByOrderIdForUpdate(UUID orderId);

    /** Payments whose provider is to be asked, locked, without those that another instance is about to ask. */
    @Query(
            value = "select * from payments where due_at <= :now order by due_at limit :limit for update skip locked",
            nativeQuery = true)
    List<Payment> findDueForUpdate(Instant now, int limit);

    /** A customer's payments, newest first. */
    @Query("""
            select new com.homedelivery.payment.domain.PaymentRecord(
                p.id, p.orderId, p.amount, p.currency, p.method, p.status, p.transactionId, p.createdAt)
            from Payment p where p.userId = :userId order by p.createdAt desc
            """)
    List<PaymentRecord> findRecordsOf(UUID userId);

    /** When the next provider is to be asked, or null. */
    @Query("select min(p.dueAt) from Payment p where p.dueAt is not null")
    @Nullable
    Instant findNextDueAt();
}
