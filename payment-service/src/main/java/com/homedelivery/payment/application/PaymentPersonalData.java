package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.PaymentRecord;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.RefundRecord;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.privacy.PersonalData;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What this service keeps about a customer: how much was paid for which order, and given back. */
@Component
class PaymentPersonalData implements PersonalData {

    private final Payments payments;
    private final Refunds refunds;

    PaymentPersonalData(Payments payments, Refunds refunds) {
        this.payments = payments;
        this.refunds = refunds;
    }

    /** The newest first. */
    record Kept(List<PaymentRecord> payments, List<RefundRecord> refunds) {}

    @Override
    @Transactional(readOnly = true)
    public Kept of(UUID userId) {
        return new Kept(payments.findRecordsOf(userId), refunds.findRecordsOf(userId));
    }
}
