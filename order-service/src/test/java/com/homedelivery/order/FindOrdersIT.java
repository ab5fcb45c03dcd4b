package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class FindOrdersIT extends OrderServiceTest {

    @Autowired
    EntityManagerFactory entityManagers;

    @Test
    void listsOwnOrdersNewestFirstAsAnArray() {
        ApiClient customer = api.asCustomer();
        List<String> placed = place(customer, 3);

        ApiResult answer = customer.get("/orders");

        answer.hasStatus(200);
        assertThat(idsIn(answer)).isEqualTo(placed.reversed());
        assertThat(answer.body().has("pagination")).isFalse();
        assertThat(answer.data().get(0).get("items").size()).isEqualTo(3);
    }

    @Test
    void listsNoOrdersOfOthers() {
        pendingOrder(api.asCustomer());

        assertThat(api.asCustomer().get("/orders").data().isEmpty()).isTrue();
    }

    @Test
    void givesAPageWithItsPagination() {
        ApiClient customer = api.asCustomer();
        List<String> placed = place(customer, 5).reversed();

        ApiResult answer = customer.get("/orders?page=2&limit=2");

        assertThat(idsIn(answer)).isEqualTo(placed.subList(2, 4));
        JsonNode pagination = answer.body().get("pagination");
        assertThat(pagination.get("page").asInt()).isEqualTo(2);
        assertThat(pagination.get("limit").asInt()).isEqualTo(2);
        assertThat(pagination.get("total").asInt()).isEqualTo(5);
        assertThat(pagination.get("totalPages").asInt()).isEqualTo(3);
        assertThat(idsIn(customer.get("/orders?page=9"))).isEmpty();
    }

    @Test
    void findsOrdersByStatus() {
        ApiClient customer = api.asCustomer();
        List<String> placed = place(customer, 2);
        cancel(customer, UUID.fromString(placed.getFirst()));

        assertThat(idsIn(customer.get("/orders?status=CANCELLED"))).containsExactly(placed.getFirst());
        assertThat(idsIn(customer.get("/orders?status=PENDING&limit=10"))).containsExactly(placed.getLast());
    }

    @ParameterizedTest
    @CsvSource({"status=LOST,status", "page=0,page", "limit=101,limit", "limit=many,limit"})
    void refusesAnInvalidQueryByItsField(String query, String field) {
        ApiResult answer = api.asCustomer().get("/orders?" + query);

        answer.hasError(400, "VALIDATION_ERROR");
        answer.hasFieldError(field);
    }

    @Test
    void needsNoMoreQueriesForMoreOrders() {
        ApiClient customer = api.asCustomer();
        place(customer, 3);
        long forThree = queriesOf(customer);
        place(customer, 12);

        assertThat(queriesOf(customer)).isEqualTo(forThree).isLessThanOrEqualTo(2);
    }

    @Test
    void showsAnOrderToItsCustomerAndAdmins() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);

        assertThat(customer.get("/orders/" + id).data("id")).isEqualTo(id.toString());
        assertThat(api.asAdmin().get("/orders/" + id).status()).isEqualTo(200);
        assertThat(api.asAdmin().get("/orders/" + id + "/timeline").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/timeline"})
    void hidesTheOrdersOfOthers(String what) {
        UUID id = pendingOrder(api.asCustomer());

        ApiResult answer = api.asCustomer().get("/orders/" + id + what);

        answer.hasError(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/order-uuid", "/orders/0190f7a5-0000-7000-8000-000000000000", "/orders/x/timeline"})
    void answersNotFoundForAnUnknownOrder(String path) {
        ApiResult answer = api.asCustomer().get(path);

        answer.hasError(404, "NOT_FOUND");
    }

    @Test
    void showsOnTheTimelineWhatHappenedWhenAndWhy() {
        ApiClient customer = api.asCustomer();
        UUID id = pendingOrder(customer);
        customer.post("/orders/" + id + "/cancel", "{\"reason\": \"Too late\"}");

        JsonNode timeline = customer.get("/orders/" + id + "/timeline").data();

        assertThat(timeline.size()).isEqualTo(2);
        assertThat(timeline.at("/0/status").asString()).isEqualTo("PENDING");
        assertThat(timeline.at("/0/cause").asString()).isEqualTo("Order placed");
        assertThat(timeline.at("/1/status").asString()).isEqualTo("CANCELLED");
        assertThat(timeline.at("/1/cause").asString()).isEqualTo("Cancelled by the customer: Too late");
        assertThat(timeline.at("/1/at").asString()).endsWith("Z");
    }

    @Test
    void givesStatusesToServices() {
        UUID pending = pendingOrder(api.asCustomer());
        UUID confirmed = confirmedOrder(api.asCustomer());

        JsonNode statuses = api.asService("test-service")
                .get("/orders/internal/statuses?ids=" + pending + "," + confirmed + "," + UUID.randomUUID())
                .data();

        assertThat(statuses.valueStream()
                        .map(order -> order.get("id").asString() + " "
                                + order.get("status").asString()))
                .containsExactlyInAnyOrder(pending + " PENDING", confirmed + " CONFIRMED");
    }

    @Test
    void givesStatusesToNobodyElse() {
        String path = "/orders/internal/statuses?ids=" + pendingOrder(api.asCustomer());

        assertThat(api.asCustomer().get(path).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(api.asAdmin().get(path).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(api.get(path).errorCode()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void givesStatusesOfAHundredOrdersAtMost() {
        String ids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(101).collect(Collectors.joining(","));

        ApiResult answer = api.asService("test-service").get("/orders/internal/statuses?ids=" + ids);

        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        answer.hasFieldError("ids");
        assertThat(api.asService("test-service")
                        .get("/orders/internal/statuses?ids=x")
                        .errorCode())
                .isEqualTo("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/0190f7a5-0000-7000-8000-000000000000"})
    void requiresSigningIn(String path) {
        assertThat(api.get(path).errorCode()).isEqualTo("UNAUTHORIZED");
    }

    private List<String> place(ApiClient customer, int orders) {
        List.of("Milk", "Bread", "Eggs").forEach(name -> putInCart(customer, name, 1, "1.99"));
        return IntStream.range(0, orders)
                .mapToObj(_ -> {
                    carts.renew(customer);
                    return order(customer).data("id");
                })
                .toList();
    }

    private static List<String> idsIn(ApiResult answer) {
        return answer.data()
                .valueStream()
                .map(order -> order.get("id").asString())
                .toList();
    }

    /** The fewest of some times: jobs of the service ask the database in between. */
    private long queriesOf(ApiClient customer) {
        return LongStream.generate(() -> queriesOnce(customer)).limit(5).min().orElseThrow();
    }

    private long queriesOnce(ApiClient customer) {
        Statistics statistics = entityManagers.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        try {
            statistics.clear();
            customer.get("/orders");
            return statistics.getPrepareStatementCount();
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }
}
