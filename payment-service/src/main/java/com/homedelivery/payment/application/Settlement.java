package com.homedelivery.payment.application;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.PaymentProvider.Charge;
import com.homedelivery.payment.application.PaymentProvider.ChargeAnswer;
import com.homedelivery.payment.application.PaymentProvider.RefundAnswer;
import com.homedelivery.payment.application.PaymentProvider.Reversal;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the provider about payments and refunds that are due, in three steps: a transaction claims them for the time of a
 * lease, the provider is asked outside of any transaction, and a transaction settles each answer. After a crash in
 * between the lease ends and the provider is asked again, by whichever instance comes first.
 */
@Component
class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Payments payments;
    private final Refunds refunds;
    private final PaymentProvider provider;
    private final SettlePayments settle;
    private final PaymentProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Settlement(
            Payments payments,
            Refunds refunds,
            PaymentProvider provider,
            SettlePayments settle,
            PaymentProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.provider = provider;
        this.settle = settle;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Settles one batch of what is due now.
     *
     * @return when the next is due, perhaps already; empty when nothing waits
     */
    Optional<Instant> round() {
        List<Charge> charges = claimCharges();
        List<Reversal> reversals = claimReversals();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            charges.forEach(charge -> calls.execute(() -> ask(charge)));
            reversals.forEach(reversal -> calls.execute(() -> ask(reversal)));
        }
        return Stream.of(payments.nextDue(), refunds.nextDue())
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    List<Charge> claimCharges() {
        Instant now = clock.instant();
        return transaction.execute(_ -> payments.lockDue(now, properties.batch()).stream()
                .peek(payment -> payment.claim(now, now.plus(properties.lease())))
                .map(Settlement::chargeOf)
                .toList());
    }

    private List<Reversal> claimReversals() {
        Instant now = clock.instant();
        return transaction.execute(_ -> refunds.lockDue(now, properties.batch()).stream()
                .peek(refund -> refund.claim(now.plus(properties.lease())))
                .map(this::reversalOf)
                .toList());
    }

    private void ask(Charge charge) {
        ChargeAnswer answer;
        try {
            answer = provider.charge(charge);
        } catch (RuntimeException e) {
            log.warn("{} does not answer about payment {}: {}", provider.name(), charge.paymentId(), e.toString());
            afterwards(() -> settle.chargeUnanswered(charge.paymentId()));
            return;
        }
        afterwards(() -> settle.charged(charge.paymentId(), answer));
    }

    private void ask(Reversal reversal) {
        RefundAnswer answer;
        try {
            answer = reversal.method().isCash() ? handedBack(reversal) : provider.refund(reversal);
        } catch (RuntimeException e) {
            log.warn("{} does not answer about refund {}: {}", provider.name(), reversal.refundId(), e.toString());
            afterwards(() -> settle.reversalUnanswered(reversal.refundId()));
            return;
        }
        afterwards(() -> settle.reversed(reversal.paymentId(), reversal.refundId(), answer));
    }

    /** Cash goes back by hand: that it was ordered is all that can be known here. */
    private static RefundAnswer handedBack(Reversal reversal) {
        return new RefundAnswer.Done("cash_" + reversal.refundId());
    }

    /** What fails here is done again when the lease ends. */
    private static void afterwards(Runnable settling) {
        try {
            settling.run();
        } catch (RuntimeException e) {
            log.error("An answer could not be recorded; it will be asked for again", e);
        }
    }

    private static Charge chargeOf(Payment payment) {
        return new Charge(
                payment.id(),
                payment.orderId(),
                payment.amount(),
                payment.currency(),
                payment.method(),
                payment.createdAt());
    }

    private Reversal reversalOf(Refund refund) {
        Payment payment = payments.findById(refund.paymentId()).orElseThrow();
        return new Reversal(
                refund.id(),
                payment.id(),
                Objects.requireNonNull(payment.transactionId()),
                refund.amount(),
                payment.currency(),
                payment.method(),
                refund.reason());
    }
}
