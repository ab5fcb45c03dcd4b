package com.homedelivery.payment.application;

import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link SettlementJob} whenever a payment or a refund is due. */
@Configuration(proxyBeanMethods = false)
class SettlementConfiguration {

    @Bean
    WakeUpSignal bell() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker dueSettlement(SettlementJob settlement, WakeUpSignal bell, Clock clock) {
        return new PollingWorker("settlement", settlement::round, bell, clock);
    }
}
