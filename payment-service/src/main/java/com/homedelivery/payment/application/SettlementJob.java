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
import java.util.concurrent.atomic.AtomicBoolean;
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
class SettlementJob {

    private static final Logger log = LoggerFactory.getLogger(SettlementJob.class);

    private final Payments payments;
    private final Refunds refunds;
    private final PaymentProvider provider;
    private final ApplyProviderResult results;
    private final PaymentProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SettlementJob(
            Payments payments,
            Refunds refunds,
            PaymentProvider provider,
            ApplyProviderResult results,
            PaymentProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.provider = provider;
        this.results = results;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is due now, claimed; and when the next is due, the end of these claims included. */
    record Due(List<Charge> charges, List<Reversal> reversals, Optional<Instant> next) {

        private boolean isNothing() {
            return charges.isEmpty() && reversals.isEmpty();
        }
    }

    /**
     * Settles one batch of what is due now.
     *
     * @return when the next is due, perhaps already; empty when nothing waits
     */
    Optional<Instant> round() {
        Due due = claim();
        if (due.isNothing()) {
            return due.next();
        }
        return askAll(due) ? Optional.of(clock.instant()) : due.next();
    }

    /** @return whether there are some that the provider is to be asked about again before their leases end */
    private boolean askAll(Due due) {
        AtomicBoolean again = new AtomicBoolean();
        try (ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor()) {
            due.charges().forEach(charge -> calls.execute(() -> ask(charge, again)));
            due.reversals().forEach(reversal -> calls.execute(() -> ask(reversal, again)));
        }
        return again.get();
    }

    Due claim() {
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            List<Payment> charged = payments.lockDue(now, properties.batch());
            charged.forEach(payment -> payment.claim(now, now.plus(properties.lease())));
            List<Refund> reversed = refunds.lockDue(now, properties.batch());
            reversed.forEach(refund -> refund.claim(now.plus(properties.lease())));
            return new Due(
                    charged.stream().map(SettlementJob::chargeOf).toList(),
                    reversed.stream().map(this::reversalOf).toList(),
                    nextDue());
        });
    }

    private Optional<Instant> nextDue() {
        return Stream.of(payments.nextDue(), refunds.nextDue())
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    private void ask(Charge charge, AtomicBoolean again) {
        ChargeAnswer answer;
        try {
            answer = provider.charge(charge);
        } catch (RuntimeException e) {
            log.warn("{} does not answer about payment {}: {}", provider.name(), charge.paymentId(), e.toString());
            afterwards(() -> results.chargeUnanswered(charge.paymentId()));
            again.set(true);
            return;
        }
        afterwards(() -> results.charged(charge.paymentId(), answer));
        switch (answer) {
            case ChargeAnswer.AskAgain _ -> again.set(true);
            case ChargeAnswer.Approved _, ChargeAnswer.Declined _ -> {}
        }
    }

    private void ask(Reversal reversal, AtomicBoolean again) {
        RefundAnswer answer;
        try {
            answer = reversal.method().isCash() ? handedBack(reversal) : provider.refund(reversal);
        } catch (RuntimeException e) {
            log.warn("{} does not answer about refund {}: {}", provider.name(), reversal.refundId(), e.toString());
            afterwards(() -> results.reversalUnanswered(reversal.refundId(), reversal.attempt()));
            again.set(true);
            return;
        }
        afterwards(() -> results.reversed(reversal.paymentId(), reversal.refundId(), reversal.attempt(), answer));
        switch (answer) {
            case RefundAnswer.Refused _ -> again.set(true);
            case RefundAnswer.Done _ -> {}
        }
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
                refund.reason(),
                refund.attempt());
    }
}
