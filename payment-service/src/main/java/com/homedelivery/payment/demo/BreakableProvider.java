package com.homedelivery.payment.demo;

import com.homedelivery.payment.application.PaymentProvider;
import com.homedelivery.shared.fault.FaultSwitches;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Charges as the simulated provider does, as far as the switches let it. Refunds are made in any case.
 *
 * <p>Unlike what {@link PaymentProvider} asks for, a charge whose result was lost may get another one after a switch was
 * turned: the simulated provider keeps no charges whose results could be looked up, and takes no money that could be kept
 * for a payment that is then called declined. Never put it before a provider that takes money.
 */
final class BreakableProvider implements PaymentProvider {

    private static final Duration SLOWNESS = Duration.ofSeconds(30);

    /** So that a payment goes on soon after the fault has ended. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(2);

    private final PaymentProvider provider;
    private final FaultSwitches switches;
    private final Clock clock;

    BreakableProvider(PaymentProvider provider, FaultSwitches switches, Clock clock) {
        this.provider = provider;
        this.switches = switches;
        this.clock = clock;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public ChargeResult charge(ChargeCall charge) {
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
