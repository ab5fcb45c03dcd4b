package com.homedelivery.product.infrastructure;

import com.homedelivery.product.application.SchedulePrices;
import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Applies scheduled prices at their time, whichever instance it was that scheduled them. */
@Configuration(proxyBeanMethods = false)
class PriceChangeConfiguration {

    @Bean
    WakeUpSignal priceSignal() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker priceChangeWorker(SchedulePrices prices, WakeUpSignal priceSignal, Clock clock) {
        return new PollingWorker("price-changes", prices::applyDue, priceSignal, clock);
    }
}
