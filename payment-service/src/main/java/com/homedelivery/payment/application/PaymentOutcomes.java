package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.PaymentOutcome;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.messaging.outbox.Outbox;
import com.homedelivery.shared.work.WakeUpSignal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Carries out what something that happened means for a payment, in the transaction in which that was decided. */
@Component
class PaymentOutcomes {

    private static final Logger log = LoggerFactory.getLogger(PaymentOutcomes.class);

    private final Refunds refunds;
    private final Outbox outbox;
    private final WakeUpSignal bell;

    PaymentOutcomes(Refunds refunds, Outbox outbox, WakeUpSignal bell) {
        this.refunds = refunds;
        this.outbox = outbox;
        this.bell = bell;
    }

    /** @param happened what it was, for the log */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(PaymentOutcome outcome, Payment payment, String happened) {
        apply(outcome.isNothing() ? List.of() : List.of(outcome), payment, happened);
    }

    /** @param happened what it was, for the log */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(List<PaymentOutcome> outcomes, Payment payment, String happened) {
        if (outcomes.isEmpty()) {
            log.info("{}: nothing to do for payment {}, which is {}", happened, payment.id(), payment.status());
        }
        outcomes.forEach(this::apply);
    }

    private void apply(PaymentOutcome outcome) {
        if (outcome.refund() != null) {
            refunds.save(outcome.refund());
            bell.ringAfterCommit();
        }
        if (outcome.event() != null) {
            outbox.publish(outcome.event());
        }
    }
}
