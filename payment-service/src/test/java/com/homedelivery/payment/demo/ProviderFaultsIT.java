package com.homedelivery.payment.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.payment.application.PaymentProvider;
import com.homedelivery.payment.application.PaymentProvider.ChargeCall;
import com.homedelivery.payment.application.PaymentProvider.ChargeResult;
import com.homedelivery.payment.domain.PaymentMethod;
import com.homedelivery.payment.support.OrderServiceStub;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.IntegrationTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** What customers notice of a provider that is broken on purpose. */
@IntegrationTest
@TestPropertySource(properties = {"DEMO_DATA=true", "PAYMENT_SIMULATED_DELAY=0s"})
class ProviderFaultsIT {

    private static final OrderServiceStub ORDER_SERVICE = new OrderServiceStub();
    private static final String SLOW = "/ops/faults/payment-provider-slow";
    private static final String REFUSING = "/ops/faults/payment-provider-refusing";
    private static final Duration SOON = Duration.ofSeconds(60);

    @Autowired
    ApiClient api;

    @Autowired
    PaymentProvider provider;

    @DynamicPropertySource
    static void serviceUrls(DynamicPropertyRegistry properties) {
        properties.add("ORDER_SERVICE_URL", ORDER_SERVICE::url);
    }

    @AfterEach
    void mend() {
        api.asAdmin().delete(SLOW).hasStatus(200);
        api.asAdmin().delete(REFUSING).hasStatus(200);
    }

    @Test
    void aRefusingProviderDeclinesPaymentsUntilItIsMended() {
        api.asAdmin().put(REFUSING, Map.of("seconds", 300)).hasStatus(200);
        awaitStatus(pay(), "FAILED");

        api.asAdmin().delete(REFUSING).hasStatus(200);
        awaitStatus(pay(), "SUCCESS");
    }

    @Test
    void aSlowProviderLeavesPaymentsOpenUntilItIsMended() {
        api.asAdmin().put(SLOW, Map.of("seconds", 300)).hasStatus(200);
        String payment = pay();

        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> isOpen(payment));

        api.asAdmin().delete(SLOW).hasStatus(200);
        awaitStatus(payment, "SUCCESS");
    }

    @Test
    void whatWasApprovedIsNotDeclinedWhenItIsAskedForAgain() {
        ChargeCall charge = charge();
        ChargeResult decision = provider.charge(charge);
        assertThat(decision).isInstanceOf(ChargeResult.Approved.class);

        api.asAdmin().put(REFUSING, Map.of("seconds", 60)).hasStatus(200);
        assertThat(provider.charge(charge)).isEqualTo(decision);
        assertThat(provider.charge(charge())).isInstanceOf(ChargeResult.Declined.class);

        api.asAdmin().put(SLOW, Map.of("seconds", 60)).hasStatus(200);
        assertThat(provider.charge(charge)).isEqualTo(decision);
    }

    @Test
    void whatWasDeclinedIsNotApprovedWhenItIsAskedForAgain() {
        ChargeCall charge = charge();
        api.asAdmin().put(REFUSING, Map.of("seconds", 60)).hasStatus(200);
        ChargeResult decision = provider.charge(charge);
        assertThat(decision).isInstanceOf(ChargeResult.Declined.class);

        api.asAdmin().delete(REFUSING).hasStatus(200);
        assertThat(provider.charge(charge)).isEqualTo(decision);
    }

    @Test
    void breaksWhatIsListed() {
        assertThat(api.asAdmin().get("/ops/faults").data().valueStream())
                .extracting(fault -> fault.path("name").asString())
                .containsExactlyInAnyOrder("payment-provider-slow", "payment-provider-refusing", "kafka-paused");
    }

    private static ChargeCall charge() {
        return new ChargeCall(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new BigDecimal("10.00"),
                "USD",
                PaymentMethod.of("credit_card"),
                Instant.now());
    }

    private String pay() {
        UUID order = UUID.randomUUID();
        ApiClient customer = api.asCustomer();
        ORDER_SERVICE.add(order, customer, "PENDING", "10.00");
        return customer.post("/payments", Map.of("orderId", order, "amount", 10, "paymentMethod", "credit_card"))
                .hasStatus(201)
                .data("id");
    }

    private boolean isOpen(String payment) {
        return !statusOf(payment).matches("SUCCESS|FAILED");
    }

    private String statusOf(String payment) {
        return api.asAdmin().get("/payments/" + payment).data("status");
    }

    private void awaitStatus(String payment, String status) {
        await().atMost(SOON).untilAsserted(() -> assertThat(statusOf(payment)).isEqualTo(status));
    }
}
