package com.homedelivery.payment.application;

import com.homedelivery.payment.application.PaymentProvider.ChargeAnswer;
import com.homedelivery.payment.application.PaymentProvider.RefundAnswer;
import com.homedelivery.payment.domain.Payable;
import com.homedelivery.payment.domain.Payables;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.messaging.Outbox;
import com.homedelivery.shared.work.Bell;
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
 * late: only what still fits changes anything. Locks are taken in one order: order, payment, refund.
 */
@Component
@Transactional
public class SettlePayments {

    private static final Logger log = LoggerFactory.getLogger(SettlePayments.class);

    private final Payables payables;
    private final Payments payments;
    private final Refunds refunds;
    private final Outbox outbox;
    private final Bell bell;
    private final Clock clock;

    SettlePayments(Payables payables, Payments payments, Refunds refunds, Outbox outbox, Bell bell, Clock clock) {
        this.payables = payables;
        this.payments = payments;
        this.refunds = refunds;
        this.outbox = outbox;
        this.bell = bell;
        this.clock = clock;
    }

    /** The answer to a charge. */
    public void charged(UUID paymentId, ChargeAnswer answer) {
        withLocked(paymentId, (order, payment) -> {
            switch (answer) {
                case ChargeAnswer.Approved approved -> paid(order, payment, approved.transactionId());
                case ChargeAnswer.Declined declined -> declined(payment, declined.reason());
                case ChargeAnswer.AskAgain later -> askAgain(payment, later.at());
            }
        });
    }

    /** The answer to a reversal. */
    public void reversed(UUID paymentId, UUID refundId, RefundAnswer answer) {
        withLocked(
                paymentId,
                (_, payment) -> refunds.lock(refundId).filter(Refund::isOpen).ifPresent(refund -> {
                    switch (answer) {
                        case RefundAnswer.Done done ->
                            outbox.publish(payment.refunded(refund, done.refundId(), clock.instant()));
                        case RefundAnswer.Refused refused -> {
                            payment.refundRefused(refund, refused.reason(), clock.instant());
                            log.error("Refund {} of payment {} was refused: {}", refundId, paymentId, refused.reason());
                        }
                    }
                }));
    }

    /** The provider did not answer a charge. */
    public void chargeUnanswered(UUID paymentId) {
        withLocked(paymentId, (_, payment) -> {
            switch (payment.status()) {
                case PENDING, PROCESSING -> payment.postpone(clock.instant());
                case SUCCESS, FAILED, REFUNDED -> {}
            }
        });
    }

    /** The provider did not answer a reversal. */
    public void reversalUnanswered(UUID refundId) {
        refunds.lock(refundId).filter(Refund::isOpen).ifPresent(refund -> refund.postpone(clock.instant()));
    }

    /**
     * How much of a payment the provider has given back by now, through us or past us. What we did not know is recorded.
     *
     * @param refundId the provider's id of the latest refund
     * @param total all that was given back so far
     */
    public void refundedInAll(UUID paymentId, String refundId, BigDecimal total) {
        withLocked(paymentId, (_, payment) -> {
            BigDecimal unknown = total.subtract(payment.refundRequested()).min(payment.refundable());
            switch (payment.status()) {
                case SUCCESS -> {
                    if (unknown.signum() > 0) {
                        Refund refund = refunds.save(payment.refundedElsewhere(unknown, clock.instant()));
                        outbox.publish(payment.refunded(refund, refundId, clock.instant()));
                    }
                }
                case PENDING, PROCESSING, FAILED, REFUNDED ->
                    log.info("Refund {} of payment {}, which is {}", refundId, paymentId, payment.status());
            }
        });
    }

    private void paid(Payable order, Payment payment, String transactionId) {
        Instant now = clock.instant();
        switch (payment.status()) {
            case PENDING, PROCESSING -> {
                outbox.publish(payment.succeed(transactionId, now));
                if (order.isCancelled()) {
                    giveBack(payment.refund(null, "The order was undone before it was paid", now));
                }
            }
            case FAILED -> {
                if (payment.transactionId() == null) {
                    log.warn("Payment {} had failed and was paid nevertheless: the money goes back", payment.id());
                    giveBack(payment.sendBack(transactionId, now));
                }
            }
            case SUCCESS, REFUNDED -> {}
        }
    }

    private void declined(Payment payment, String reason) {
        switch (payment.status()) {
            case PENDING, PROCESSING -> outbox.publish(payment.fail(reason, clock.instant()));
            case SUCCESS, FAILED, REFUNDED ->
                log.info("Payment {}, which is {}, was declined: {}", payment.id(), payment.status(), reason);
        }
    }

    private static void askAgain(Payment payment, Instant at) {
        switch (payment.status()) {
            case PENDING, PROCESSING -> payment.askAgain(at);
            case SUCCESS, FAILED, REFUNDED -> {}
        }
    }

    private void giveBack(Refund refund) {
        refunds.save(refund);
        bell.ringAfterCommit();
    }

    private void withLocked(UUID paymentId, BiConsumer<Payable, Payment> action) {
        payments.orderOf(paymentId)
                .flatMap(payables::lock)
                .ifPresentOrElse(
                        order -> action.accept(order, payments.lock(paymentId).orElseThrow()),
                        () -> log.warn("There is no payment {} to settle", paymentId));
    }
}
