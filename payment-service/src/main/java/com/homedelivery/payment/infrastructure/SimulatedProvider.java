package com.homedelivery.payment.infrastructure;

import com.homedelivery.payment.application.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Transfers no money, but behaves as if: it takes a while to decide about each payment, then approves it, and makes
 * every refund. Some methods are there for tests and demonstrations:
 *
 * <ul>
 *   <li>{@code test_decline} is declined.
 *   <li>{@code test_refund_refused} is approved, but all its refunds are rejected.
 *   <li>{@code test_refund_refused_3} is approved, and each of its refunds is rejected in its first 3 attempts (or 1, 2
 *       … 99).
 * </ul>
 *
 * It keeps nothing: every result follows from the call alone, so that calling twice changes nothing.
 */
final class SimulatedProvider implements PaymentProvider {

    static final String DECLINED_METHOD = "test_decline";
    static final Pattern REFUND_REJECTED_METHOD = Pattern.compile("test_refund_refused(?:_(\\d{1,2}))?");

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
    public ChargeResult charge(ChargeCall charge) {
        Instant decided = charge.initiatedAt().plus(delay);
        if (clock.instant().isBefore(decided)) {
            return new ChargeResult.Pending(decided);
        }
        return charge.method().code().equals(DECLINED_METHOD)
                ? new ChargeResult.Declined("The payment was declined")
                : new ChargeResult.Approved("sim_" + charge.paymentId());
    }

    @Override
    public RefundResult refund(RefundCall reversal) {
        return rejects(reversal)
                ? new RefundResult.Rejected("The account does not take money back")
                : new RefundResult.Refunded("sim_" + reversal.refundId());
    }

    private static boolean rejects(RefundCall reversal) {
        Matcher method = REFUND_REJECTED_METHOD.matcher(reversal.method().code());
        if (!method.matches()) {
            return false;
        }
        String attempts = method.group(1);
        return attempts == null || reversal.attempt() <= Integer.parseInt(attempts);
    }
}
