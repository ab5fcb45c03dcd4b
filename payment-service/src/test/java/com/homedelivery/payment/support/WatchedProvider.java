package com.homedelivery.payment.support;

import com.homedelivery.payment.application.PaymentProvider;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The simulated provider behind a line that can be cut, counting what is asked. */
public final class WatchedProvider implements PaymentProvider {

    private final PaymentProvider provider;
    private final Set<UUID> silentAbout = ConcurrentHashMap.newKeySet();
    private final Set<UUID> undecidedAbout = ConcurrentHashMap.newKeySet();
    private final Set<UUID> refusesRefundsOf = ConcurrentHashMap.newKeySet();
    private final Map<UUID, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<UUID, AtomicInteger> refundsAsked = new ConcurrentHashMap<>();

    public WatchedProvider(PaymentProvider provider) {
        this.provider = provider;
    }

    /** Questions about an order's payment get no answer, until {@link #answersAbout}. */
    public void isSilentAbout(UUID orderId) {
        silentAbout.add(orderId);
    }

    public void answersAbout(UUID orderId) {
        silentAbout.remove(orderId);
    }

    /** An order's payment is left to a webhook, until {@link #decidesAbout}. */
    public void leavesToWebhook(UUID orderId) {
        undecidedAbout.add(orderId);
    }

    public void decidesAbout(UUID orderId) {
        undecidedAbout.remove(orderId);
    }

    public void refusesRefundsOf(String paymentId) {
        refusesRefundsOf.add(UUID.fromString(paymentId));
    }

    public void paysRefundsOf(String paymentId) {
        refusesRefundsOf.remove(UUID.fromString(paymentId));
    }

    public int timesAskedAbout(UUID orderId) {
        return asked.getOrDefault(orderId, new AtomicInteger()).get();
    }

    /** How often it was asked to give a payment's money back. */
    public int timesAskedForRefundsOf(String paymentId) {
        return refundsAsked
                .getOrDefault(UUID.fromString(paymentId), new AtomicInteger())
                .get();
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ChargeAnswer charge(Charge charge) {
        asked.computeIfAbsent(charge.orderId(), _ -> new AtomicInteger()).incrementAndGet();
        if (silentAbout.contains(charge.orderId())) {
            throw new IllegalStateException("connection reset");
        }
        return undecidedAbout.contains(charge.orderId())
                ? new ChargeAnswer.AskAgain(Instant.now().plusSeconds(3600))
                : provider.charge(charge);
    }

    @Override
    public RefundAnswer refund(Reversal reversal) {
        refundsAsked
                .computeIfAbsent(reversal.paymentId(), _ -> new AtomicInteger())
                .incrementAndGet();
        return refusesRefundsOf.contains(reversal.paymentId())
                ? new RefundAnswer.Refused("The account is closed")
                : provider.refund(reversal);
    }
}
