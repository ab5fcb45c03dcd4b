package com.homedelivery.order.application;

import com.homedelivery.shared.work.PollingWorker;
import com.homedelivery.shared.work.WakeUpSignal;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs {@link SuperviseOrders} whenever an order is due to be checked. */
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

    @Bean
    WakeUpSignal supervisionSignal() {
        return new WakeUpSignal();
    }

    @Bean
    PollingWorker supervision(SuperviseOrders supervise, WakeUpSignal supervisionSignal, Clock clock) {
        return new PollingWorker("order-supervision", supervise::round, supervisionSignal, clock);
    }
}
