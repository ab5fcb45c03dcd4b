package com.homedelivery.payment.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.application.PaymentProvider;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProviderConfigurationTests {

    @Test
    void simulatedIsThere() {
        assertThat(provider(PaymentProperties.Provider.SIMULATED).name()).isEqualTo("simulated");
    }

    @Test
    void theServiceDoesNotStartWithAProviderThatIsNotThere() {
        assertThatIllegalStateException()
                .isThrownBy(() -> provider(PaymentProperties.Provider.STRIPE))
                .withMessageContaining("PAYMENT_PROVIDER=stripe is not available yet");
    }

    private static PaymentProvider provider(PaymentProperties.Provider choice) {
        PaymentProperties properties =
                new PaymentProperties(choice, Duration.ofSeconds(2), "USD", "", Duration.ofSeconds(30), 10, 20);
        return new ProviderConfiguration().paymentProvider(properties, Clock.systemUTC());
    }
}
