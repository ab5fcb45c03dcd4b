package com.homedelivery.payment.application;

import com.homedelivery.shared.work.Bell;
import com.homedelivery.shared.work.DueWork;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs the {@link Settlement} whenever a payment or a refund is due. */
@Configuration(proxyBeanMethods = false)
class SettlementWork {

    @Bean
    Bell bell() {
        return new Bell();
    }

    @Bean
    DueWork dueSettlement(Settlement settlement, Bell bell, Clock clock) {
        return new DueWork("settlement", settlement::round, bell, clock);
    }
}
