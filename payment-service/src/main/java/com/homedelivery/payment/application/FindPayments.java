package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.Payments;
import com.homedelivery.payment.domain.Refund;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.api.NotFound;
import com.homedelivery.shared.security.CurrentUser;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Shows payments to those who may see them. */
@Component
public class FindPayments {

    private final Payments payments;
    private final Refunds refunds;

    FindPayments(Payments payments, Refunds refunds) {
        this.payments = payments;
        this.refunds = refunds;
    }

    /** @throws NotFound when there is no such payment, or it is someone else's and the caller no admin */
    public Payment payment(UUID id, CurrentUser user) {
        return payments.findById(id)
                .filter(payment -> user.is(payment.userId()) || user.isAdmin())
                .orElseThrow(() -> new NotFound("Payment"));
    }

    /** @throws NotFound when there is no such refund */
    public Refund refund(UUID id) {
        return refunds.findById(id).orElseThrow(() -> new NotFound("Refund"));
    }
}
