package com.homedelivery.payment.client;

import com.homedelivery.payment.application.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries no money, but behaves as if: it thinks for a while about each payment, then approves it, and gives back what it
 * is asked for. Some methods are there for tests and demonstrations:
 *
 * <ul>
 *   <li>{@code test_decline} is declined.
 *   <li>{@code test_refund_refused} is approved, but never gives anything back.
 *   <li>{@code test_refund_refused_3} is approved, and refuses each refund in its first 3 attempts (or 1, 2 … 99).
 * </ul>
 *
 * It keeps nothing: every answer follows from the question alone, so that asking twice changes nothing.
 */
final class SimulatedProvider implements PaymentProvider {

    static final String DECLINED_METHOD = "test_decline";
    static final Pattern REFUND_REFUSED_METHOD = Pattern.compile("test_refund_refused(?:_(\\d{1,2}))?");

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
        return refuses(reversal)
                ? new RefundAnswer.Refused("The account does not take money back")
                : new RefundAnswer.Done("sim_" + reversal.refundId());
    }

    private static boolean refuses(Reversal reversal) {
        Matcher method = REFUND_REFUSED_METHOD.matcher(reversal.method().word());
        if (!method.matches()) {
            return false;
        }
        String attempts = method.group(1);
        return attempts == null || reversal.attempt() <= Integer.parseInt(attempts);
    }
}
