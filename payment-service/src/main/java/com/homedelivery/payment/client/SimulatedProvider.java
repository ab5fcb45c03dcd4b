package com.homedelivery.payment.client;

import com.homedelivery.payment.application.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Carries no money, but behaves as if: it thinks for a while about each payment, then approves it, unless the method is
 * {@code test_decline}. It keeps nothing: every answer follows from the question alone, so that asking twice changes
 * nothing.
 */
final class SimulatedProvider implements PaymentProvider {

    static final String DECLINED_METHOD = "test_decline";

    private final Duration delay;
    private final Clock clock;

    SimulatedProvider(Duration delay, Clock clock) {
        this.delay = delay;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public ChargeAnswer charge(Charge charge) {
        Instant decided = charge.initiatedAt().plus(delay);
        if (clock.instant().isBefore(decided)) {
            return new ChargeAnswer.AskAgain(decided);
        }
        return charge.method().word().equals(DECLINED_METHOD)
                ? new ChargeAnswer.Declined("The payment was declined")
                : new ChargeAnswer.Approved("sim_" + charge.paymentId());
    }

    @Override
    public RefundAnswer refund(Reversal reversal) {
        return new RefundAnswer.Done("sim_" + reversal.refundId());
    }
}
