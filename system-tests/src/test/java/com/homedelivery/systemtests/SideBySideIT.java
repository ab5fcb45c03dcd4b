package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.suite.Instance;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** Two instances of every service share the work: nothing is done twice. */
@DisabledIfSystemProperty(named = RunningSuite.ELSEWHERE, matches = ".+", disabledReason = "starts second instances")
class SideBySideIT extends SystemTest {

    @BeforeEach
    void startCopies() throws Exception {
        suite.start(suite.services().stream().map(Instance::second).toList());
    }

    @AfterEach
    void stopCopies() {
        suite.stopCopies();
    }

    @Test
    void nothingIsDoneTwice() {
        Rider rider = shop.riderAtTheStore();
        JsonNode apples = shop.product(100);
        for (int i = 0; i < 5; i++) {
            Customer customer = shop.customer();
            String orderId = shop.confirmedOrder(customer, apples, 2);
            String deliveryId = shop.acceptOffer(rider, orderId);
            shop.pickUpAndDeliver(rider, customer, orderId, deliveryId);

            await("told").untilAsserted(() -> assertThat(templates(customer)).contains("order-delivered"));
            assertThat(templates(customer)).doesNotHaveDuplicates();
            assertThat(causes(customer, orderId)).doesNotHaveDuplicates();
        }
        await("the stock is committed").untilAsserted(() -> {
            JsonNode stock = shop.admin().stockOf(apples.path("id").asString());
            assertThat(stock.path("quantity").asInt()).isEqualTo(90);
            assertThat(stock.path("reserved").asInt()).isZero();
        });
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    private static List<String> templates(Customer customer) {
        return texts(customer.notifications(), "template");
    }

    private static List<String> causes(Customer customer, String orderId) {
        return texts(customer.timelineOf(orderId), "cause");
    }

    private static List<String> texts(JsonNode entries, String field) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path(field).asString())
                .toList();
    }
}
