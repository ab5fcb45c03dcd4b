package com.homedelivery.inventory.demo;

import com.homedelivery.inventory.application.ReservationLedger;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.fault.Fault;
import com.homedelivery.shared.fault.FaultSwitches;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** A ledger of reservations that can be slow. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("homedelivery.demo-data")
class SlowInventory {

    /** Shorter than what order-service waits for an answer: orders are placed, and customers notice. */
    static final Duration SLOWNESS = Duration.ofSeconds(2);

    private static final Fault SLOW =
            new Fault("inventory-slow", "Reserving stock takes two seconds longer, and so does placing an order");

    @Bean
    Fault inventorySlow() {
        return SLOW;
    }

    @Bean
    @Primary
    ReservationLedger breakableLedger(
            @Qualifier("groupCommitLedger") ReservationLedger ledger, FaultSwitches switches) {
        return (command, cause) -> {
            if (switches.isOn(SLOW)) {
                sleep();
            }
            return ledger.reserve(command, cause);
        };
    }

    private static void sleep() {
        try {
            Thread.sleep(SLOWNESS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceUnavailableException("The service is stopping", e);
        }
    }
}
