package com.homedelivery.payment.demo;

import com.homedelivery.payment.application.PaymentProvider;
import com.homedelivery.shared.fault.FaultSwitches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Charges as the simulated provider does, as far as the switches let it, and stays with what it has decided when they are
 * turned. Refunds are made in any case. Never put it before a provider that takes money: what that one has decided, it has
 * to be asked for.
 */
final class BreakableProvider implements PaymentProvider {

    private static final Duration SLOWNESS = Duration.ofSeconds(30);

    /** So that a payment goes on soon after the fault has ended. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

    private final PaymentProvider provider;
    private final FaultSwitches switches;
    private final ChargeDecisions decisions;
    private final Clock clock;

    BreakableProvider(PaymentProvider provider, FaultSwitches switches, ChargeDecisions decisions, Clock clock) {
        this.provider = provider;
        this.switches = switches;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ChargeResult charge(ChargeCall charge) {
        return decisions
                .find(charge.paymentId())
                .orElseGet(() -> decisions.keepFirst(charge.paymentId(), decide(charge)));
    }

    private ChargeResult decide(ChargeCall charge) {
        Instant now = clock.instant();
        if (switches.isOn(ProviderFaults.SLOW)
                && now.isBefore(charge.initiatedAt().plus(SLOWNESS))) {
            return new ChargeResult.Pending(now.plus(ASK_AGAIN_AFTER));
        }
        if (switches.isOn(ProviderFaults.REFUSING)) {
            return new ChargeResult.Declined("The payment was declined");
        }
        return provider.charge(charge);
    }

    @Override
    public RefundResult refund(RefundCall refund) {
        return provider.refund(refund);
    }
}
