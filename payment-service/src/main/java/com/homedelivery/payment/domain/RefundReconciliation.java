package com.homedelivery.payment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Matches what the provider reports as given back with a payment's refunds. An external refund, one that was not asked
 * for by this service, becomes a refund of its own. As no more goes back than was paid, pending refunds give way to it:
 * one that cannot be made any more is completed by it, one that can be made in part only is reduced.
 */
final class RefundReconciliation {

    private final Payment payment;
    private final List<Refund> refunds;
    private final Instant now;

    /** @param refunds all of the payment's, the oldest first */
    RefundReconciliation(Payment payment, List<Refund> refunds, Instant now) {
        this.payment = payment;
        this.refunds = refunds;
        this.now = now;
    }

    /**
     * The provider has made a refund. It is identified by the provider's id of it, or by ours if the provider was given
     * that; never by its amount.
     *
     * @return an outcome for each refund that is completed now
     */
    List<PaymentOutcome> applyRefund(ProviderRefund reported) {
        if (refunds.stream().anyMatch(refund -> reported.id().equals(refund.refundId()))) {
            return List.of();
        }
        Optional<Refund> ours = refunds.stream()
                .filter(refund -> refund.id().equals(reported.ourId()) && matches(refund, reported))
                .findFirst();
        Optional<Refund> counted = refunds.stream()
                .filter(refund -> refund.isPartOfReportedTotal(reported.chargeId(), reported.amount()))
                .findFirst();
        if (counted.isPresent() && ours.filter(Refund::isPending).isEmpty()) {
            return counted.get()
                    .identify(reported.id(), reported.amount(), now)
                    .map(identified -> List.of(PaymentOutcome.of(identified)))
                    .orElse(List.of());
        }
        return ours.map(refund -> List.of(PaymentOutcome.of(payment.completeRefund(refund, reported.id(), now))))
                .orElseGet(() -> applyExternalRefund(reported.id(), reported.amount()));
    }

    /**
     * The provider has given back so much by now, without details of single refunds. What exceeds all that was asked
     * for was refunded externally.
     *
     * @param chargeId what the provider calls the payment
     * @return an outcome for each refund that is completed now
     */
    List<PaymentOutcome> applyTotal(String chargeId, BigDecimal total) {
        return applyExternalRefund(chargeId, total.subtract(payment.refundRequested()));
    }

    private boolean matches(Refund refund, ProviderRefund reported) {
        return refund.status() != RefundStatus.SUCCESS
                && refund.amount().compareTo(reported.amount()) == 0
                && (refund.isPending() || refund.amount().compareTo(payment.refundable()) <= 0);
    }

    private List<PaymentOutcome> applyExternalRefund(String refundId, BigDecimal sum) {
        List<PaymentOutcome> outcomes = new ArrayList<>();
        BigDecimal rest = sum.min(payment.amount().subtract(payment.refunded()));
        BigDecimal excess = rest.subtract(payment.refundable());
        for (Refund pending : refunds.stream().filter(Refund::isPending).toList()) {
            BigDecimal part = excess.min(pending.amount());
            if (part.signum() <= 0) {
                break;
            }
            excess = excess.subtract(part);
            if (part.compareTo(pending.amount()) == 0) {
                rest = rest.subtract(part);
                outcomes.add(PaymentOutcome.of(payment.completeRefund(pending, refundId, now)));
            } else {
                payment.reduceRefund(pending, part, now);
            }
        }
        if (rest.signum() > 0) {
            Refund refund = payment.reserveRefund(rest, "Refunded at the provider", now);
            outcomes.add(new PaymentOutcome(payment.completeRefund(refund, refundId, now), refund));
        }
        return outcomes;
    }
}
