package com.homedelivery.order.application;

import com.homedelivery.shared.work.Bell;
import com.homedelivery.shared.work.DueWork;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs {@link SuperviseOrders} whenever an order is due to be checked. */
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

    @Bean
    Bell supervisionSignal() {
        return new Bell();
    }

    @Bean
    DueWork supervision(SuperviseOrders supervise, Bell supervisionSignal, Clock clock) {
        return new DueWork("order-supervision", supervise::round, supervisionSignal, clock);
    }
}
