package com.homedelivery.payment.application;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.PaymentProvider.ChargeAnswer;
import com.homedelivery.payment.application.PaymentProvider.RefundAnswer;
import com.homedelivery.payment.domain.PayableOrder;
import com.homedelivery.payment.domain.PayableOrders;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.ProviderRefund;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import com.homedelivery.shared.messaging.outbox.Outbox;
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
 * Draws the consequences of what a provider said, whether it was asked or told by itself. It may say a thing twice, and
 * late, and in the middle of a new attempt: only what still fits changes anything. Locks are taken in one order: order, payment, refund.
 */
@Component
@Transactional
public class ApplyProviderResult {

    private static final Logger log = LoggerFactory.getLogger(ApplyProviderResult.class);

    private final PayableOrders payables;
    private final Payments payments;
    private final Refunds refunds;
    private final PaymentOutcomes outcomes;
    private final Outbox outbox;
    private final PaymentProperties properties;
    private final Clock clock;
    private final Counter refused;
    private final Counter failed;

    ApplyProviderResult(
            PayableOrders payables,
            Payments payments,
            Refunds refunds,
            PaymentOutcomes outcomes,
            Outbox outbox,
            PaymentProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.payables = payables;
        this.payments = payments;
        this.refunds = refunds;
        this.outcomes = outcomes;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
        this.refused = Counter.builder("payment.refunds.refused")
                .description("Times that a provider refused a refund")
                .register(meters);
        this.failed = Counter.builder("payment.refunds.failed")
                .description("Refunds that were refused in every attempt and wait for a person")
                .register(meters);
    }

    /** The answer to a charge. */
    public void charged(UUID paymentId, ChargeAnswer answer) {
        withLocked(paymentId, (order, payment) -> {
            Instant now = clock.instant();
            switch (answer) {
                case ChargeAnswer.Approved approved ->
                    outcomes.apply(payment.approve(approved.transactionId(), order, now), payment, "Approved");
                case ChargeAnswer.Declined declined ->
                    outcomes.apply(payment.decline(declined.reason(), now), payment, "Declined");
                case ChargeAnswer.AskAgain later -> payment.askAgain(later.at());
            }
        });
    }

    /** The provider did not answer a charge. */
    public void chargeUnanswered(UUID paymentId) {
        withLocked(paymentId, (_, payment) -> payment.postpone(clock.instant()));
    }

    /**
     * The answer to a reversal.
     *
     * @param attempt the one that was answered; an answer to an earlier one than the refund is in comes too late
     */
    public void reversed(UUID paymentId, UUID refundId, int attempt, RefundAnswer answer) {
        withLocked(
                paymentId,
                (_, payment) -> refunds.lock(refundId)
                        .filter(refund -> refund.isOpenIn(attempt))
                        .ifPresentOrElse(
                                refund -> reversed(payment, refund, answer),
                                () -> log.info("Attempt {} of refund {} is answered late", attempt, refundId)));
    }

    private void reversed(Payment payment, Refund refund, RefundAnswer answer) {
        switch (answer) {
            case RefundAnswer.Done done -> outbox.publish(payment.refunded(refund, done.refundId(), clock.instant()));
            case RefundAnswer.Refused refusal -> {
                refused.increment();
                payment.refundRefused(refund, refusal.reason(), properties.refundAttempts(), clock.instant())
                        .ifPresentOrElse(
                                this::failed,
                                () -> log.warn(
                                        "Refund {} of payment {} was refused, attempt {}; again at {}: {}",
                                        refund.id(),
                                        payment.id(),
                                        refund.refusals(),
                                        refund.dueAt(),
                                        refusal.reason()));
            }
        }
    }

    private void failed(RefundFailed event) {
        failed.increment();
        outbox.publish(event);
        log.error(
                "Refund {} of payment {} was refused for good, after {} attempts: {}",
                event.refundId(),
                event.paymentId(),
                event.attempts(),
                event.reason());
    }

    /** The provider did not answer a reversal. */
    public void reversalUnanswered(UUID refundId, int attempt) {
        refunds.lock(refundId)
                .filter(refund -> refund.isOpenIn(attempt))
                .ifPresent(refund -> refund.postpone(clock.instant()));
    }

    /**
     * The provider has made a refund, through us or past us.
     *
     * @throws com.homedelivery.shared.api.Conflict when it has not said yet that the payment was made
     */
    public void refunded(UUID paymentId, ProviderRefund refund) {
        withLocked(
                paymentId,
                (_, payment) -> outcomes.apply(
                        payment.refundedAtProvider(refund, refunds.lockOf(paymentId), clock.instant()),
                        payment,
                        "Refunded at the provider"));
    }

    /**
     * How much of a payment the provider has given back by now, through us or past us, as far as it has not told of the
     * single refunds.
     *
     * @param chargeId what the provider calls the payment
     * @param total all that was given back so far
     * @throws com.homedelivery.shared.api.Conflict when it has not said yet that the payment was made
     */
    public void refundedInAll(UUID paymentId, String chargeId, BigDecimal total) {
        withLocked(
                paymentId,
                (_, payment) -> outcomes.apply(
                        payment.refundedInAll(chargeId, total, refunds.lockOf(paymentId), clock.instant()),
                        payment,
                        "Refunded in all"));
    }

    private void withLocked(UUID paymentId, BiConsumer<PayableOrder, Payment> action) {
        payments.orderOf(paymentId)
                .flatMap(payables::lock)
                .ifPresentOrElse(
                        order -> action.accept(order, payments.lock(paymentId).orElseThrow()),
                        () -> log.warn("There is no payment {} to settle", paymentId));
    }
}
