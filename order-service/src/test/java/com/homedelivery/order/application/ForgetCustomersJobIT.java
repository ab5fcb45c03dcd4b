package com.homedelivery.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.OrderServiceTest;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.testing.ApiClient;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a request has written that was under way when its customer was forgotten. */
class ForgetCustomersJobIT extends OrderServiceTest {

    @Autowired
    private ForgetCustomersJob forgetCustomers;

    @Test
    void forgetsAnOrderThatWasBeingPlacedWhenTheCustomerWasForgotten() {
        ApiClient customer = customerWithMilk();
        events.publish(new UserDeleted(customer.userId(), Instant.now()));
        await().until(() ->
                count("select count(*) from forgotten_customers where user_id = ?", customer.userId()) == 1);
        UUID orderId = orderWithWords(customer);

        forgetCustomers.run();

        assertThat(valueOf(orderId, "forget_at_end", Boolean.class)).isTrue();
        int version = valueOf(orderId, "version", Integer.class);
        forgetCustomers.run();
        assertThat(valueOf(orderId, "version", Integer.class)).isEqualTo(version);
        customer.post("/orders/" + orderId + "/cancel").hasStatus(200);
        assertForgotten(orderId);
    }

    @Test
    void forgetsAnOrderThatHasEndedAfterTheCustomerWasForgotten() {
        ApiClient customer = customerWithMilk();
        events.publish(new UserDeleted(customer.userId(), Instant.now()));
        await().until(() ->
                count("select count(*) from forgotten_customers where user_id = ?", customer.userId()) == 1);
        UUID orderId = orderWithWords(customer);
        customer.post("/orders/" + orderId + "/cancel", Map.of("reason", "Moving to Boston"))
                .hasStatus(200);

        forgetCustomers.run();

        assertForgotten(orderId);
        assertThat(causesOf(orderId)).containsExactly("Order placed", "Cancelled by the customer");
        jdbc.sql("update forgotten_customers set forgotten_at = now() - interval '8 days' where user_id = ?")
                .param(customer.userId())
                .update();
        forgetCustomers.run();
        assertThat(count("select count(*) from forgotten_customers where user_id = ?", customer.userId()))
                .isZero();
    }

    private int count(String sql, UUID userId) {
        return jdbc.sql(sql).param(userId).query(Integer.class).single();
    }

    private UUID orderWithWords(ApiClient customer) {
        return customer.post("/orders", Map.of("deliveryAddress", HOME, "notes", "Ask for Ann"))
                .hasStatus(201)
                .id();
    }

    private void assertForgotten(UUID orderId) {
        assertThat(valueOf(orderId, "street", String.class)).isEqualTo("-");
        assertThat(valueOf(orderId, "notes is null and lat is null and phone is null", Boolean.class))
                .isTrue();
    }
}
