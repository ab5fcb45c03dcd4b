package com.homedelivery.payment.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.payment.PaymentProperties;
import com.homedelivery.payment.domain.PaymentErrorCode;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StripeWebhookControllerTests {

    @Test
    void withoutASecretNoWebhookIsAccepted() {
        PaymentProperties withoutSecret = new PaymentProperties(
                PaymentProperties.Provider.SIMULATED, Duration.ofSeconds(2), "USD", "", Duration.ofSeconds(30), 10, 20);
        StripeWebhookController controller =
                new StripeWebhookController(null, withoutSecret, JsonMapper.shared(), Clock.systemUTC());
        assertThatThrownBy(() -> controller.receive("t=1,v1=00", "{}".getBytes()))
                .isInstanceOfSatisfying(
                        WebhookRefusedException.class,
                        e -> assertThat(e.code()).isEqualTo(PaymentErrorCode.WEBHOOK_ERROR));
    }
}
