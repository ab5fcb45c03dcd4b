package com.homedelivery.payment.application;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.PaymentProvider.ChargeCall;
import com.homedelivery.payment.application.PaymentProvider.ChargeResult;
import com.homedelivery.payment.application.PaymentProvider.ProviderCall;
import com.homedelivery.payment.application.PaymentProvider.RefundCall;
import com.homedelivery.payment.application.PaymentProvider.RefundResult;
import com.homedelivery.payment.application.SettlementJob.CallResult;
import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.work.LeasedWork;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Calls the provider for payments and refunds that are due, and records each result as soon as it is there. */
@Component
public class SettlementJob extends LeasedWork<ProviderCall, CallResult> {

    private static final Logger log = LoggerFactory.getLogger(SettlementJob.class);

    private final Payments payments;
    private final Refunds refunds;
    private final PaymentProvider provider;
    private final ApplyProviderResult applyResult;
    private final PaymentProperties properties;

    SettlementJob(
            Payments payments,
            Refunds refunds,
            PaymentProvider provider,
            ApplyProviderResult applyResult,
            PaymentProperties properties,
            TransactionOperations transaction,
            Clock clock) {
        super(transaction, clock);
        this.payments = payments;
        this.refunds = refunds;
        this.provider = provider;
        this.applyResult = applyResult;
        this.properties = properties;
    }

    /**
     * The result of a call, or that there was none.
     *
     * @param isDueAgain whether the provider is to be called again before the lease would have ended
     */
    record CallResult(Runnable recording, boolean isDueAgain) {}

    @Override
    protected Claim<ProviderCall> claimDue(Instant now) {
        Instant leaseEnd = now.plus(properties.lease());
        List<Payment> charged = payments.findDueForUpdate(now, properties.callsAtOnce());
        charged.forEach(payment -> payment.claim(now, leaseEnd));
        List<Refund> refunded = refunds.findDueForUpdate(now, properties.callsAtOnce());
        refunded.forEach(refund -> refund.claim(leaseEnd));
        return new Claim<>(
                Stream.<ProviderCall>concat(
                                charged.stream().map(SettlementJob::callFor),
                                refunded.stream().map(this::callFor))
                        .toList(),
                nextDue());
    }

    private Optional<Instant> nextDue() {
        return Stream.of(payments.findNextDueAt(), refunds.findNextDueAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo);
    }

    @Override
    protected CallResult call(ProviderCall call) {
        return switch (call) {
            case ChargeCall charge -> charge(charge);
            case RefundCall refund -> refund(refund);
        };
    }

    private CallResult charge(ChargeCall call) {
        ChargeResult result;
        try {
            result = provider.charge(call);
        } catch (RuntimeException e) {
            log.warn("{} does not answer about payment {}: {}", provider.name(), call.paymentId(), e.toString());
            return new CallResult(() -> applyResult.postponeCharge(call.paymentId()), true);
        }
        boolean isDueAgain = switch (result) {
            case ChargeResult.Pending _ -> true;
            case ChargeResult.Approved _, ChargeResult.Declined _ -> false;
        };
        return new CallResult(() -> applyResult.applyCharge(call.paymentId(), result), isDueAgain);
    }

    private CallResult refund(RefundCall call) {
        RefundResult result;
        try {
            result = call.method().isCash() ? handedBack(call) : provider.refund(call);
        } catch (RuntimeException e) {
            log.warn("{} does not answer about refund {}: {}", provider.name(), call.refundId(), e.toString());
            return new CallResult(() -> applyResult.postponeRefund(call.refundId(), call.attempt()), true);
        }
        boolean isDueAgain = switch (result) {
            case RefundResult.Rejected _ -> true;
            case RefundResult.Refunded _ -> false;
        };
        return new CallResult(
                () -> applyResult.applyRefund(call.paymentId(), call.refundId(), call.attempt(), result), isDueAgain);
    }

    /** Cash goes back by hand: that it was ordered is all that can be known here. */
    private static RefundResult handedBack(RefundCall call) {
        return new RefundResult.Refunded("cash_" + call.refundId());
    }

    @Override
    protected void record(List<CallResult> results) {
        results.forEach(result -> result.recording().run());
    }

    @Override
    protected boolean isDueAgain(CallResult result) {
        return result.isDueAgain();
    }

    @Override
    protected String describe(ProviderCall call) {
        return switch (call) {
            case ChargeCall charge -> "payment " + charge.paymentId();
            case RefundCall refund -> "refund " + refund.refundId();
        };
    }

    private static ChargeCall callFor(Payment payment) {
        return new ChargeCall(
                payment.id(),
                payment.orderId(),
                payment.amount(),
                payment.currency(),
                payment.method(),
                payment.createdAt());
    }

    private RefundCall callFor(Refund refund) {
        Payment payment = payments.findById(refund.paymentId()).orElseThrow();
        return new RefundCall(
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
