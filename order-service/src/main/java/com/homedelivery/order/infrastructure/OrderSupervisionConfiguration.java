package com.homedelivery.order.infrastructure;

import com.homedelivery.order.application.OrderSupervisionJob;
import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs {@link OrderSupervisionJob} whenever an order is due to be checked. */
@Configuration(proxyBeanMethods = false)
class OrderSupervisionConfiguration {

    @Bean
    WakeUpSignal supervisionSignal() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker supervision(OrderSupervisionJob job, WakeUpSignal supervisionSignal, Clock clock) {
        return new PollingWorker("order-supervision", job::round, supervisionSignal, clock);
    }
}
