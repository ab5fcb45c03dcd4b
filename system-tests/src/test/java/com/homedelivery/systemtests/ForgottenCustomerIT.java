package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A customer who has ordered goes, and nobody knows any more who that was. */
class ForgottenCustomerIT extends SystemTest {

    private static final String NAME = "Wilhelmine-Josefa";
    private static final String PHONE = "+12125550188";
    private static final String STREET = "4711 Forgotten Lane";
    private static final String INSTRUCTIONS = "Mind the parrot";

    /** The rider's way, and the jobs that forget what has ended meanwhile. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** What is on its way to others, until it is there; and what tells operators of failures. */
    private static final List<String> IN_TRANSIT = List.of("outbox", "inbox");

    @Test
    void noServiceKnowsWhoThatWas() {
        Assumptions.assumeTrue(suite != null, "the databases of a suite elsewhere cannot be read");
        Customer ann = shop.customer();
        saysWhoSheIs(ann);
        orderAndReceive(ann);
        assertThat(ann.get("/api/users/me/export").expect(200).body().toString())
                .contains(NAME, PHONE, STREET, ann.email());
        assertThat(placesThatKnow(ann)).isNotEmpty();

        ann.post("/api/auth/me/deletion", Map.of("password", "password123")).expect(200);

        await("nobody knows the customer")
                .atMost(TIMEOUT)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(placesThatKnow(ann)).isEmpty());
    }

    private static void saysWhoSheIs(Customer ann) {
        ann.put("/api/users/profile", Map.of("firstName", NAME, "phone", PHONE, "address", Map.of("street", STREET)))
                .expect(200);
        ann.post(
                        "/api/users/addresses",
                        Map.of(
                                "street",
                                STREET,
                                "city",
                                "New York",
                                "state",
                                "NY",
                                "zipCode",
                                "10013",
                                "instructions",
                                INSTRUCTIONS,
                                "phone",
                                PHONE))
                .expect(201);
    }

    private void orderAndReceive(Customer ann) {
        Rider rider = shop.riderAtTheStore();
        JsonNode apples = shop.product(10);
        ann.addToCart(apples, 2).expect(200);
        JsonNode order = ann.post(
                        "/api/orders",
                        Map.of(
                                "deliveryAddress",
                                Map.of(
                                        "street",
                                        STREET,
                                        "city",
                                        "New York",
                                        "state",
                                        "NY",
                                        "zipCode",
                                        "10013",
                                        "coordinates",
                                        Map.of("lat", 40.7182, "lng", -74.0021)),
                                "notes",
                                INSTRUCTIONS))
                .expect(201)
                .data();
        String orderId = order.path("id").asString();
        ann.pay(orderId, order.path("totalAmount").decimalValue(), "credit_card")
                .expect(201);
        Shop.awaitStatus(ann, orderId, "CONFIRMED");
        shop.pickUpAndDeliver(rider, ann, orderId, shop.acceptOffer(rider, orderId));
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    /** Tables with a row in which something is written that tells who the customer is. */
    private List<String> placesThatKnow(Customer ann) {
        List<String> places = new ArrayList<>();
        for (String database : suite.databases()) {
            try (Connection connection = ServiceDatabases.connect(suite.servers(), database);
                    Statement statement = connection.createStatement()) {
                for (String table : tablesOf(statement)) {
                    if (knows(statement, table, List.of(ann.email(), NAME, PHONE, STREET, INSTRUCTIONS))) {
                        places.add(database + "." + table);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot read " + database, e);
            }
        }
        return places;
    }

    private static List<String> tablesOf(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")) {
            while (found.next()) {
                tables.add(found.getString(1));
            }
        }
        tables.removeAll(IN_TRANSIT);
        return tables;
    }

    private static boolean knows(Statement statement, String table, List<String> words) throws SQLException {
        String condition = String.join(
                " or ",
                words.stream()
                        .map(word -> "position('" + word + "' in t::text) > 0")
                        .toList());
        try (ResultSet found =
                statement.executeQuery("select exists (select 1 from " + table + " t where " + condition + ")")) {
            found.next();
            return found.getBoolean(1);
        }
    }
}
