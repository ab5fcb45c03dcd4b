package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody fills a cart before they have an account, and orders it with one. */
class GuestCheckoutIT extends SystemTest {

    @Test
    void aGuestsCartIsMergedAtLoginAndOrdered() {
        JsonNode apples = shop.product(20);
        JsonNode pears = shop.product(20);
        JsonNode plums = shop.product(20);
        String token = gateway.send("POST", "/api/cart/guest", null, Map.of())
                .expect(201)
                .data()
                .path("token")
                .asString();
        add(token, apples, 2).expect(200);
        add(token, pears, 3).expect(200);
        add(token.substring(1) + "A", apples, 1).expect(401);

        Customer customer = shop.customer();
        customer.addToCart(pears, 5).expect(200);
        customer.addToCart(plums, 1).expect(200);
        JsonNode merged = merge(customer, token).expect(200).data();

        Map<String, Integer> largerOfBoth = Map.of(idOf(apples), 2, idOf(pears), 5, idOf(plums), 1);
        assertThat(quantities(merged.path("items"))).isEqualTo(largerOfBoth);
        assertThat(merge(customer, token).expect(200).data().path("items")).isEqualTo(merged.path("items"));
        assertThat(ofGuest("GET", "/api/cart", token, null).expect(401).errorCode())
                .isEqualTo("INVALID_TOKEN");
        assertThat(merge(shop.customer(), token).expect(404).errorCode()).isEqualTo("NOT_FOUND");

        JsonNode order = Shop.placedBy(customer).data();
        assertThat(quantities(order.path("items"))).isEqualTo(largerOfBoth);
        assertThat(order.path("totalAmount").decimalValue()).isEqualByComparingTo("20.00");
        await("the ordered lines leave the cart")
                .untilAsserted(() -> assertThat(customer.cart().path("items")).isEmpty());
        shop.giveUp(customer, order.path("id").asString());
    }

    private Answer add(String token, JsonNode product, int quantity) {
        return ofGuest("POST", "/api/cart/items", token, Map.of("productId", idOf(product), "quantity", quantity));
    }

    private Answer ofGuest(String method, String path, String token, @Nullable Object body) {
        return gateway.send(method, path, body, Map.of("X-Cart-Token", token));
    }

    private static Answer merge(Customer customer, String token) {
        return customer.post("/api/cart/merge", Map.of("guestToken", token));
    }

    private static String idOf(JsonNode product) {
        return product.path("id").asString();
    }

    private static Map<String, Integer> quantities(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .collect(Collectors.toMap(
                        item -> item.path("productId").asString(),
                        item -> item.path("quantity").asInt()));
    }
}
