package com.homedelivery.payment.demo;

import com.homedelivery.payment.application.PaymentProvider;
import com.homedelivery.shared.fault.Fault;
import com.homedelivery.shared.fault.FaultSwitches;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.core.StringRedisTemplate;

/** A simulated payment provider that can be slow, or decline every payment. No other can be broken. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("homedelivery.demo-data")
@ConditionalOnProperty(name = "homedelivery.payment.provider", havingValue = "simulated")
class ProviderFaults {

    static final Fault SLOW = new Fault(
            "payment-provider-slow", "The payment provider takes half a minute longer to decide about a payment");
    static final Fault REFUSING =
            new Fault("payment-provider-refusing", "The payment provider declines every payment that it is asked for");

    @Bean
    Fault providerSlow() {
        return SLOW;
    }

    @Bean
    Fault providerRefusing() {
        return REFUSING;
    }

    @Bean
    @Primary
    PaymentProvider breakableProvider(
            @Qualifier("paymentProvider") PaymentProvider provider,
            FaultSwitches switches,
            StringRedisTemplate redis,
            Clock clock) {
        return new BreakableProvider(provider, switches, new ChargeDecisions(redis), clock);
    }
}
