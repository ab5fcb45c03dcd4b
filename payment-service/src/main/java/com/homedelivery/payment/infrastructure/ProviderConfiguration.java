package com.homedelivery.payment.infrastructure;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.PaymentProvider;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProviderConfiguration {

    /** @throws IllegalStateException when the configured provider cannot be had: the service does not start then */
    @Bean
    PaymentProvider paymentProvider(PaymentProperties properties, Clock clock) {
        return switch (properties.provider()) {
            case SIMULATED -> new SimulatedProvider(properties.simulatedDelay(), clock);
            case STRIPE ->
                throw new IllegalStateException(
                        "PAYMENT_PROVIDER=stripe is not available yet: set PAYMENT_PROVIDER=simulated");
        };
    }
}
