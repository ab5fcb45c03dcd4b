package com.homedelivery.payment.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.payment.application.PaymentProvider;
import com.homedelivery.shared.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Where payments can be broken at all. */
class ProviderFaultsTests {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(
                    context -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
            .withUserConfiguration(ProviderFaults.class);

    @Test
    void theSimulatedProviderCanBeBrokenWhereTheDemoDataIs() {
        service.withPropertyValues("homedelivery.demo-data=true", "homedelivery.payment.provider=simulated")
                .run(context -> {
                    assertThat(context.getBeanNamesForType(PaymentProvider.class))
                            .isNotEmpty();
                    assertThat(context.getBeanNamesForType(Fault.class)).hasSize(2);
                });
    }

    /** A customer would be told that a payment was declined for which the money was taken. */
    @ParameterizedTest
    @CsvSource({"true,stripe", "false,simulated", "false,stripe"})
    void noOtherProviderAndNowhereElse(boolean demoData, String provider) {
        service.withPropertyValues("homedelivery.demo-data=" + demoData, "homedelivery.payment.provider=" + provider)
                .run(context -> {
                    assertThat(context.getBeanNamesForType(PaymentProvider.class))
                            .isEmpty();
                    assertThat(context.getBeanNamesForType(Fault.class)).isEmpty();
                });
    }
}
