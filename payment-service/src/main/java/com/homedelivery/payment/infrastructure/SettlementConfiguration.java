package com.homedelivery.payment.infrastructure;

import com.homedelivery.payment.application.SettlementJob;
import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link SettlementJob} whenever a payment or a refund is due. */
@Configuration(proxyBeanMethods = false)
class SettlementConfiguration {

    @Bean
    WakeUpSignal settlementSignal() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker settlementWorker(SettlementJob settlementJob, WakeUpSignal settlementSignal, Clock clock) {
        return new PollingWorker("settlement", settlementJob::round, settlementSignal, clock);
    }
}
