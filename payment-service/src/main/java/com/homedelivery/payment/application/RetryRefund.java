package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.api.error.ConflictException;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks the provider once more for a refund that it has rejected for good, at an admin's request. */
@Component
public class RetryRefund {

    private final Payments payments;
    private final Refunds refunds;
    private final WakeUpSignal settlementSignal;
    private final Clock clock;

    RetryRefund(Payments payments, Refunds refunds, WakeUpSignal settlementSignal, Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.settlementSignal = settlementSignal;
        this.clock = clock;
    }

    /**
     * Puts the refund back to {@code PENDING}, with all its attempts; the provider is asked right afterwards.
     *
     * @throws NotFoundException when there is no such refund
     * @throws ConflictException when it has not failed, or its money was given back in another way
     */
    @Transactional
    public Refund retry(UUID refundId) {
        UUID paymentId = refunds.findPaymentId(refundId).orElseThrow(() -> new NotFoundException("Refund"));
        var payment = payments.findByIdForUpdate(paymentId).orElseThrow();
        Refund refund = refunds.findByIdForUpdate(refundId).orElseThrow();
        payment.retryRefund(refund, clock.instant());
        settlementSignal.wakeUpAfterCommit();
        return refund;
    }
}
