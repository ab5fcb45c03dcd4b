package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is kept about a customer: bought again, told, and forgotten. */
class CustomerDataIT extends OrderServiceTest {

    @Test
    void listsWhatACustomerHasBought() {
        ApiClient customer = api.asCustomer();
        var milk = putInCart(customer, "Milk", 2, "2.99");
        UUID first = order(customer).hasStatus(201).id();
        putInCart(customer, "Coffee", 1, "19.50");
        order(customer).hasStatus(201);
        assertThat(customer.get("/orders/products").data().isEmpty()).isTrue();

        events.publish(EventFixtures.paid(first));
        awaitStatus(first, "CONFIRMED");

        ApiResult bought = customer.get("/orders/products?limit=1");
        assertThat(bought.data().size()).isEqualTo(1);
        assertThat(bought.data().at("/0/productId").asString())
                .isEqualTo(milk.id().toString());
        assertThat(bought.data().at("/0/times").asInt()).isEqualTo(1);
        assertThat(bought.data().at("/0/quantity").asInt()).isEqualTo(2);
        assertThat(bought.body().at("/pagination/total").asInt()).isEqualTo(1);
        assertThat(api.asCustomer().get("/orders/products").data().isEmpty()).isTrue();
    }

    @Test
    void tellsOtherServicesWhatItKeepsAboutAPerson() {
        ApiClient customer = customerWithMilk();
        UUID orderId = order(customer).hasStatus(201).id();

        JsonNode kept = api.asService("user-service")
                .get("/personal-data/" + customer.userId())
                .hasStatus(200)
                .data();

        assertThat(kept.toString()).contains(orderId.toString(), "123 Main St");
        customer.get("/personal-data/" + customer.userId()).hasError(403, "FORBIDDEN");
    }

    @Test
    void forgetsWhoOrderedAndKeepsTheBooks() {
        ApiClient customer = customerWithMilk();
        UUID orderId = orderWithWords(customer);
        customer.post("/orders/" + orderId + "/cancel", Map.of("reason", "Moving to Boston"))
                .hasStatus(200);
        customer.post("/orders/quote", Map.of("deliveryAddress", HOME)).hasStatus(200);

        events.publish(new UserDeleted(customer.userId(), Instant.now()));

        await().untilAsserted(() -> assertForgotten(orderId));
        assertThat(causesOf(orderId)).containsExactly("Order placed", "Cancelled by the customer");
        assertThat(jdbc.sql("select count(*) from quotes where user_id = ?")
                        .param(customer.userId())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(customer.get("/orders/" + orderId).data().get("totalAmount").decimalValue())
                .isEqualByComparingTo("5.98");
    }

    @Test
    void tellsOfQuotesAndHeldPlacesAndForgetsThem() {
        ApiClient customer = customerWithMilk();
        customer.post("/orders/quote", Map.of("deliveryAddress", HOME)).hasStatus(200);
        jdbc.sql("""
                        with slot_window as (
                            insert into slot_windows (id, version, day_of_week, start_time, end_time, capacity, cut_off_minutes, ended_at)
                            values (gen_random_uuid(), 0, 1, '08:00', '10:00', 5, 0, now()) returning id),
                        slot as (
                            insert into delivery_slots (id, window_id, starts_at, ends_at, closes_at, capacity)
                            select gen_random_uuid(), id, '2031-05-05T08:00Z', '2031-05-05T10:00Z', '2031-05-05T08:00Z', 0
                            from slot_window returning id)
                        insert into slot_holds (user_id, slot_id, expires_at) select ?, id, now() + interval '1 hour' from slot
                        """).param(customer.userId()).update();

        JsonNode kept = api.asService("user-service")
                .get("/personal-data/" + customer.userId())
                .hasStatus(200)
                .data();

        assertThat(kept.at("/quotes/0/deliveryAddress/street").asString()).isEqualTo("123 Main St");
        assertThat(kept.at("/quotes/0/goods/0/name").asString()).isEqualTo("Milk");
        assertThat(kept.at("/heldPlaces/0/start").asString()).startsWith("2031-05-05T08:00");
        events.publish(new UserDeleted(customer.userId(), Instant.now()));
        await().until(() -> count("select count(*) from slot_holds where user_id = ?", customer.userId()) == 0);
        assertThat(count("select count(*) from quotes where user_id = ?", customer.userId()))
                .isZero();
    }

    @Test
    void forgetsAnOrderUnderWayWhenItEnds() {
        ApiClient customer = customerWithMilk();
        UUID orderId = orderWithWords(customer);
        events.publish(EventFixtures.paid(orderId));
        awaitStatus(orderId, "CONFIRMED");

        events.publish(new UserDeleted(customer.userId(), Instant.now()));

        await().untilAsserted(() ->
                assertThat(valueOf(orderId, "forget_at_end", Boolean.class)).isTrue());
        assertThat(valueOf(orderId, "street", String.class)).isEqualTo("123 Main St");
        events.publish(EventFixtures.started(orderId));
        awaitStatus(orderId, "SHIPPED");
        events.publish(EventFixtures.completed(orderId));
        awaitStatus(orderId, "DELIVERED");
        assertForgotten(orderId);
    }

    private int count(String sql, UUID userId) {
        return jdbc.sql(sql).param(userId).query(Integer.class).single();
    }

    private static UUID orderWithWords(ApiClient customer) {
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
