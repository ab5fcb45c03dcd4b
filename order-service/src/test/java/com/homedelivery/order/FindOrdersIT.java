package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.shared.security.Role;
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
    void ownOrdersComeNewestFirstAsAPlainArray() {
        Api customer = customer();
        List<String> placed = place(customer, 3);

        Api.Answer answer = customer.get("/orders");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(idsIn(answer)).isEqualTo(placed.reversed());
        assertThat(answer.body().has("pagination")).isFalse();
        assertThat(answer.data().get(0).get("items").size()).isEqualTo(3);
    }

    @Test
    void nobodySeesTheOrdersOfOthers() {
        placedBy(customer());

        assertThat(customer().get("/orders").data().isEmpty()).isTrue();
    }

    @Test
    void aPageComesWithItsPlace() {
        Api customer = customer();
        List<String> placed = place(customer, 5).reversed();

        Api.Answer answer = customer.get("/orders?page=2&limit=2");

        assertThat(idsIn(answer)).isEqualTo(placed.subList(2, 4));
        JsonNode pagination = answer.body().get("pagination");
        assertThat(pagination.get("page").asInt()).isEqualTo(2);
        assertThat(pagination.get("limit").asInt()).isEqualTo(2);
        assertThat(pagination.get("total").asInt()).isEqualTo(5);
        assertThat(pagination.get("totalPages").asInt()).isEqualTo(3);
        assertThat(idsIn(customer.get("/orders?page=9"))).isEmpty();
    }

    @Test
    void ordersAreFoundByStatus() {
        Api customer = customer();
        List<String> placed = place(customer, 2);
        customer.post("/orders/" + placed.getFirst() + "/cancel", "{}");

        assertThat(idsIn(customer.get("/orders?status=CANCELLED"))).containsExactly(placed.getFirst());
        assertThat(idsIn(customer.get("/orders?status=PENDING&limit=10"))).containsExactly(placed.getLast());
    }

    @ParameterizedTest
    @CsvSource({"status=LOST,status", "page=0,page", "limit=101,limit", "limit=many,limit"})
    void aQueryThatMakesNoSenseIsRefusedByItsField(String query, String field) {
        Api.Answer answer = customer().get("/orders?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo(field);
    }

    @Test
    void moreOrdersDoNotMeanMoreQueries() {
        Api customer = customer();
        place(customer, 3);
        long forThree = queriesOf(customer);
        place(customer, 12);

        assertThat(queriesOf(customer)).isEqualTo(forThree).isLessThanOrEqualTo(2);
    }

    @Test
    void anOrderIsSeenByItsOwnerAndAdministrators() {
        Api customer = customer();
        UUID id = placedBy(customer);

        assertThat(customer.get("/orders/" + id).data().get("id").asString()).isEqualTo(id.toString());
        assertThat(somebody(Role.ADMIN).get("/orders/" + id).status()).isEqualTo(200);
        assertThat(somebody(Role.ADMIN).get("/orders/" + id + "/timeline").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/timeline"})
    void someoneElsesOrderIsNotThere(String what) {
        UUID id = placedBy(customer());

        Api.Answer answer = customer().get("/orders/" + id + what);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/order-uuid", "/orders/0190f7a5-0000-7000-8000-000000000000", "/orders/x/timeline"})
    void anUnknownOrderIsNotThere(String path) {
        Api.Answer answer = customer().get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo("NOT_FOUND");
    }

    @Test
    void theTimelineTellsWhatHappenedWhenAndWhy() {
        Api customer = customer();
        UUID id = placedBy(customer);
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
    void otherServicesSeeWhereOrdersStand() {
        UUID pending = placedBy(customer());
        UUID confirmed = placedBy(customer());
        arrives(EventFixtures.paid(confirmed));
        awaitStatus(confirmed, "CONFIRMED");

        JsonNode statuses = service()
                .get("/orders/internal/statuses?ids=" + pending + "," + confirmed + "," + UUID.randomUUID())
                .data();

        assertThat(statuses.valueStream()
                        .map(order -> order.get("id").asString() + " "
                                + order.get("status").asString()))
                .containsExactlyInAnyOrder(pending + " PENDING", confirmed + " CONFIRMED");
    }

    @Test
    void nobodyElseSeesWhereTheOrdersOfOthersStand() {
        String path = "/orders/internal/statuses?ids=" + placedBy(customer());

        assertThat(customer().get(path).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(somebody(Role.ADMIN).get(path).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(stranger().get(path).errorCode()).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void otherServicesAskForAHundredOrdersAtMost() {
        String ids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(101).collect(Collectors.joining(","));

        Api.Answer answer = service().get("/orders/internal/statuses?ids=" + ids);

        assertThat(answer.errorCode()).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.body().at("/error/details/0/field").asString()).isEqualTo("ids");
        assertThat(service().get("/orders/internal/statuses?ids=x").errorCode()).isEqualTo("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders", "/orders/0190f7a5-0000-7000-8000-000000000000"})
    void aStrangerMustSignInFirst(String path) {
        assertThat(stranger().get(path).errorCode()).isEqualTo("UNAUTHORIZED");
    }

    private List<String> place(Api customer, int orders) {
        List.of("Milk", "Bread", "Eggs").forEach(name -> neighbours.inCartOf(customer, name, 1, "1.99"));
        return IntStream.range(0, orders)
                .mapToObj(_ -> {
                    neighbours.changeCartOf(customer);
                    return order(customer).data().get("id").asString();
                })
                .toList();
    }

    private static List<String> idsIn(Api.Answer answer) {
        return answer.data()
                .valueStream()
                .map(order -> order.get("id").asString())
                .toList();
    }

    /** The fewest of some times: jobs of the service ask the database in between. */
    private long queriesOf(Api customer) {
        return LongStream.generate(() -> queriesOnce(customer)).limit(5).min().orElseThrow();
    }

    private long queriesOnce(Api customer) {
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
