package com.homedelivery.payment.support;

import com.homedelivery.payment.application.PaymentProvider;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The simulated provider, whose results a test may change, counting its calls. */
public final class ControllableProvider implements PaymentProvider {

    private final PaymentProvider provider;
    private final Set<UUID> unanswered = ConcurrentHashMap.newKeySet();
    private final Set<UUID> undecided = ConcurrentHashMap.newKeySet();
    private final Set<UUID> rejectedRefunds = ConcurrentHashMap.newKeySet();
    private final Map<UUID, AtomicInteger> chargeCalls = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> refundCalls = new ConcurrentHashMap<>();

    public ControllableProvider(PaymentProvider provider) {
        this.provider = provider;
    }

    /** Calls for an order's payment fail, until {@link #answersFor}. */
    public void doesNotAnswerFor(UUID orderId) {
        unanswered.add(orderId);
    }

    public void answersFor(UUID orderId) {
        unanswered.remove(orderId);
    }

    /** An order's payment is left to a webhook, until {@link #decidesFor}. */
    public void leavesToWebhook(UUID orderId) {
        undecided.add(orderId);
    }

    public void decidesFor(UUID orderId) {
        undecided.remove(orderId);
    }

    public void rejectsRefundsOf(String paymentId) {
        rejectedRefunds.add(UUID.fromString(paymentId));
    }

    public void makesRefundsOf(String paymentId) {
        rejectedRefunds.remove(UUID.fromString(paymentId));
    }

    public int chargeCallsFor(UUID orderId) {
        return chargeCalls.getOrDefault(orderId, new AtomicInteger()).get();
    }

    /** How often it was called for refunds of a payment. */
    public int refundCallsFor(String paymentId) {
        return refundCalls
                .getOrDefault(UUID.fromString(paymentId), new AtomicInteger())
                .get();
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ChargeResult charge(ChargeCall charge) {
        chargeCalls.computeIfAbsent(charge.orderId(), _ -> new AtomicInteger()).incrementAndGet();
        if (unanswered.contains(charge.orderId())) {
            throw new IllegalStateException("connection reset");
        }
        return undecided.contains(charge.orderId())
                ? new ChargeResult.Pending(Instant.now().plusSeconds(3600))
                : provider.charge(charge);
    }

    @Override
    public RefundResult refund(RefundCall reversal) {
        refundCalls
                .computeIfAbsent(reversal.paymentId(), _ -> new AtomicInteger())
                .incrementAndGet();
        return rejectedRefunds.contains(reversal.paymentId())
                ? new RefundResult.Rejected("The account is closed")
                : provider.refund(reversal);
    }
}
