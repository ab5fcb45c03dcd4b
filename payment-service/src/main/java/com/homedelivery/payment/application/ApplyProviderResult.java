package com.homedelivery.payment.application;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.PaymentProvider.ChargeResult;
import com.homedelivery.payment.application.PaymentProvider.RefundResult;
import com.homedelivery.payment.domain.PayableOrder;
import com.homedelivery.payment.domain.PayableOrders;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.ProviderRefund;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import com.homedelivery.shared.messaging.TracePropagation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies a provider's result to a payment, whether it was returned by a call or sent by a webhook. It may come twice,
 * late, and in the middle of a new attempt: only what still fits changes anything. Locks are taken in one order: order,
 * payment, refund.
 */
@Component
@Transactional
public class ApplyProviderResult {

    private static final Logger log = LoggerFactory.getLogger(ApplyProviderResult.class);

    private final PayableOrders payables;
    private final Payments payments;
    private final Refunds refunds;
    private final PaymentOutcomeRecorder outcomes;
    private final PaymentEventPublisher events;
    private final TracePropagation traces;
    private final PaymentProperties properties;
    private final Clock clock;
    private final Counter rejections;
    private final Counter failures;

    ApplyProviderResult(
            PayableOrders payables,
            Payments payments,
            Refunds refunds,
            PaymentOutcomeRecorder outcomes,
            PaymentEventPublisher events,
            TracePropagation traces,
            PaymentProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.payables = payables;
        this.payments = payments;
        this.refunds = refunds;
        this.outcomes = outcomes;
        this.events = events;
        this.traces = traces;
        this.properties = properties;
        this.clock = clock;
        this.rejections = Counter.builder("homedelivery.payment.refunds.refused")
                .description("Times that a provider refused a refund")
                .register(meters);
        this.failures = Counter.builder("homedelivery.payment.refunds.failed")
                .description("Refunds that were refused in every attempt and wait for a person")
                .register(meters);
    }

    /** Applies the result of a charge. */
    public void applyCharge(UUID paymentId, ChargeResult result) {
        withLocked(
                paymentId,
                (order, payment) -> traces.continueFrom(
                        payment.traceparent(), "settle payment", () -> applyCharge(order, payment, result)));
    }

    private void applyCharge(PayableOrder order, Payment payment, ChargeResult result) {
        Instant now = clock.instant();
        switch (result) {
            case ChargeResult.Approved approved ->
                outcomes.record(payment.approve(approved.transactionId(), order, now), payment, "Approved");
            case ChargeResult.Declined declined ->
                outcomes.record(payment.decline(declined.reason(), now), payment, "Declined");
            case ChargeResult.Pending pending -> payment.checkAgainAt(pending.checkAgainAt());
        }
    }

    /** The provider did not answer a charge: it is called again later. */
    public void postponeCharge(UUID paymentId) {
        withLocked(paymentId, (_, payment) -> payment.postpone(clock.instant()));
    }

    /**
     * Applies the result of a refund.
     *
     * @param attempt the one that this is the result of; if the refund is in a later one, the result is ignored
     */
    public void applyRefund(UUID paymentId, UUID refundId, int attempt, RefundResult result) {
        withLocked(
                paymentId,
                (_, payment) -> refunds.findByIdForUpdate(refundId)
                        .filter(refund -> refund.isPendingInAttempt(attempt))
                        .ifPresentOrElse(
                                refund -> applyRefund(payment, refund, result),
                                () -> log.info(
                                        "The result of attempt {} of refund {} comes too late", attempt, refundId)));
    }

    private void applyRefund(Payment payment, Refund refund, RefundResult result) {
        switch (result) {
            case RefundResult.Refunded refunded ->
                events.publish(payment.completeRefund(refund, refunded.refundId(), clock.instant()));
            case RefundResult.Rejected rejected -> {
                rejections.increment();
                payment.rejectRefund(refund, rejected.reason(), properties.refundAttempts(), clock.instant())
                        .ifPresentOrElse(
                                this::reportFailed,
                                () -> log.warn(
                                        "Refund {} of payment {} was refused, attempt {}; again at {}: {}",
                                        refund.id(),
                                        payment.id(),
                                        refund.refusals(),
                                        refund.dueAt(),
                                        rejected.reason()));
            }
        }
    }

    private void reportFailed(RefundFailed event) {
        failures.increment();
        events.publish(event);
        log.error(
                "Refund {} of payment {} was refused for good, after {} attempts: {}",
                event.refundId(),
                event.paymentId(),
                event.attempts(),
                event.reason());
    }

    /** The provider did not answer a refund: it is called again later. */
    public void postponeRefund(UUID refundId, int attempt) {
        refunds.findByIdForUpdate(refundId)
                .filter(refund -> refund.isPendingInAttempt(attempt))
                .ifPresent(refund -> refund.postpone(clock.instant()));
    }

    /**
     * Applies a refund that the provider reports, asked for by this service or external.
     *
     * @throws com.homedelivery.shared.api.error.ConflictException when it is not known yet that the payment was made
     */
    public void applyProviderRefund(UUID paymentId, ProviderRefund refund) {
        withLocked(
                paymentId,
                (_, payment) -> outcomes.record(
                        payment.recordProviderRefund(
                                refund, refunds.findByPaymentIdForUpdate(paymentId), clock.instant()),
                        payment,
                        "Refunded at the provider"));
    }

    /**
     * Applies how much of a payment the provider reports as given back by now, in refunds that it may not have reported
     * one by one.
     *
     * @param chargeId what the provider calls the payment
     * @param total all that was given back so far
     * @throws com.homedelivery.shared.api.error.ConflictException when it is not known yet that the payment was made
     */
    public void applyRefundedTotal(UUID paymentId, String chargeId, BigDecimal total) {
        withLocked(
                paymentId,
                (_, payment) -> outcomes.record(
                        payment.recordRefundedTotal(
                                chargeId, total, refunds.findByPaymentIdForUpdate(paymentId), clock.instant()),
                        payment,
                        "Refunded in all"));
    }

    private void withLocked(UUID paymentId, BiConsumer<PayableOrder, Payment> action) {
        payments.findOrderId(paymentId)
                .flatMap(payables::findByIdForUpdate)
                .ifPresentOrElse(
                        order -> action.accept(
                                order, payments.findByIdForUpdate(paymentId).orElseThrow()),
                        () -> log.warn("There is no payment {} to settle", paymentId));
    }
}
