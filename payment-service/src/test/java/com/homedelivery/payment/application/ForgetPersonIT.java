package com.homedelivery.payment.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.shared.event.UserEvent.UserDeleted;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What this service keeps about a customer, and what is left when the account was deleted. */
class ForgetPersonIT extends PaymentServiceTest {

    @Test
    void theBooksStayAndWhatWasSaidGoes() {
        Placed order = refundedBecause("Ann Smith called");
        Placed other = refundedBecause("Bob called");

        events.publishAndAwait(new UserDeleted(order.customer(), Instant.now()));
        events.publishAndAwait(new UserDeleted(order.customer(), Instant.now()));

        assertThat(keptAbout(order).at("/payments/0/amount").decimalValue()).isEqualByComparingTo("12.50");
        assertThat(keptAbout(order).at("/refunds/0/amount").decimalValue()).isEqualByComparingTo("2.50");
        assertThat(keptAbout(order).at("/refunds/0").has("reason")).isFalse();
        assertThat(keptAbout(other).at("/refunds/0/reason").asString()).isEqualTo("Bob called");
    }

    @Test
    void aCustomerReadsWhatWasPaid() {
        Placed order = refundedBecause("Too late");

        JsonNode kept = keptAbout(order);

        assertThat(kept.path("payments")).hasSize(1);
        assertThat(kept.at("/payments/0/orderId").asString())
                .isEqualTo(order.id().toString());
        assertThat(kept.at("/refunds/0/reason").asString()).isEqualTo("Too late");
        assertThat(keptAbout(new Placed(UUID.randomUUID(), UUID.randomUUID())).path("payments"))
                .isEmpty();
    }

    private Placed refundedBecause(String reason) {
        Placed order = placedOrder("12.50");
        UUID payment = pay(order, "12.50", "credit_card").id();
        await().until(() -> keptAbout(order).at("/payments/0/status").asString().equals("SUCCESS"));
        api.asAdmin()
                .post("/payments/" + payment + "/refunds", Map.of("amount", 2.50, "reason", reason))
                .hasStatus(201);
        return order;
    }

    private JsonNode keptAbout(Placed order) {
        return api.asService("user-service")
                .get("/personal-data/" + order.customer())
                .data();
    }
}
