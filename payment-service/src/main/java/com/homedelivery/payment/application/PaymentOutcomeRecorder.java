package com.homedelivery.payment.application;

import com.homedelivery.payment.domain.Payment;
import com.homedelivery.payment.domain.PaymentOutcome;
import com.homedelivery.payment.domain.Refunds;
import com.homedelivery.shared.work.WakeUpSignal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Publishes the event of a {@link PaymentOutcome} and saves its refund, in the transaction in which it was decided. */
@Component
class PaymentOutcomeRecorder {

    private static final Logger log = LoggerFactory.getLogger(PaymentOutcomeRecorder.class);

    private final Refunds refunds;
    private final PaymentEventPublisher events;
    private final WakeUpSignal settlementSignal;

    PaymentOutcomeRecorder(Refunds refunds, PaymentEventPublisher events, WakeUpSignal settlementSignal) {
        this.refunds = refunds;
        this.events = events;
        this.settlementSignal = settlementSignal;
    }

    /** @param cause what the outcome follows from, for the log */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(PaymentOutcome outcome, Payment payment, String cause) {
        record(outcome.isNothing() ? List.of() : List.of(outcome), payment, cause);
    }

    /** @param cause what the outcome follows from, for the log */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(List<PaymentOutcome> outcomes, Payment payment, String cause) {
        if (outcomes.isEmpty()) {
            log.info("{}: nothing to do for payment {}, which is {}", cause, payment.id(), payment.status());
        }
        outcomes.forEach(this::record);
    }

    private void record(PaymentOutcome outcome) {
        if (outcome.refund() != null) {
            refunds.save(outcome.refund());
            settlementSignal.wakeUpAfterCommit();
        }
        if (outcome.event() != null) {
            events.publish(outcome.event());
        }
    }
}
