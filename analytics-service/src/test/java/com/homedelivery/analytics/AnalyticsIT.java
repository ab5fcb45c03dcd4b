package com.homedelivery.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.homedelivery.analytics.application.RetryDeadLettersJob;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.InventoryEvent.StockLow;
import com.homedelivery.shared.event.InventoryEvent.StockUpdated;
import com.homedelivery.shared.event.NotificationEvent.NotificationFailed;
import com.homedelivery.shared.event.NotificationEvent.NotificationSent;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.RiderLocationEvent.RiderLocationSampled;
import com.homedelivery.shared.event.UserEvent.UserDeleted;
import com.homedelivery.shared.event.UserEvent.UserRegistered;
import com.homedelivery.shared.geo.GeoPoint;
import com.homedelivery.shared.messaging.kafka.TopicNames;
import com.homedelivery.shared.ops.DeadLetter;
import com.homedelivery.shared.ops.DeadLetterStore;
import com.homedelivery.shared.security.Role;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.IntegrationTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@TestPropertySource(properties = "homedelivery.analytics.retry-dead-letters-every=1h")
class AnalyticsIT {

    private static final String GROUP = "analytics-service";
    private static final GeoPoint SOMEWHERE = new GeoPoint(40.7, -74.0);
    private static final Item TWO_PIZZAS = new Item(UUID.randomUUID(), "Pizza", 2, new BigDecimal("9.95"));
    private static final Item ONE_COLA = new Item(UUID.randomUUID(), "Cola", 1, new BigDecimal("2.10"));

    @Autowired
    ApiClient api;

    @Autowired
    DeadLetterStore deadLetters;

    @Autowired
    RetryDeadLettersJob retryDeadLetters;

    @Autowired
    TopicNames topics;

    @Autowired
    MongoTemplate mongo;

    @Autowired
    MeterRegistry meters;

    @Autowired
    KafkaConnectionDetails kafka;

    private KafkaEventPublisher events;

    @BeforeEach
    void connect() {
        events = new KafkaEventPublisher(String.join(",", kafka.getBootstrapServers()), topics);
    }

    @AfterEach
    void closeRecorder() {
        events.close();
    }

    @Test
    void whoeverIsDeletedIsForgottenAndTheNumbersStay() {
        Instant start = Instant.parse("2023-05-10T12:00:00Z");
        UUID ann = UUID.randomUUID();
        events.publish(new UserRegistered(ann, "ann@example.test", Role.USER, start));
        OrderStory.of(ann, start, TWO_PIZZAS).paid().events().forEach(events::publish);
        events.publish(new NotificationSent(UUID.randomUUID(), ann, "email", "order-confirmed", start));
        events.publish(new RiderLocationSampled(ann, SOMEWHERE, start));
        events.awaitConsumed(GROUP);
        JsonNode before = keptAbout(ann);
        assertThat(before.path("account")).hasSize(1);
        assertThat(before.path("orders")).hasSize(1);
        assertThat(before.path("notifications")).hasSize(1);
        assertThat(before.path("daysOnDuty")).hasSize(1);
        JsonNode numbers = numbersOf("2023-05-10");

        events.publish(new UserDeleted(ann, start));
        events.publish(new UserDeleted(ann, start));
        events.awaitConsumed(GROUP);

        assertThat(everythingStored()).doesNotContain(ann.toString());
        assertThat(numbersOf("2023-05-10")).isEqualTo(numbers);

        OrderStory.of(ann, start, ONE_COLA).paid().events().forEach(events::publish);
        events.publish(new UserRegistered(ann, "ann@example.test", Role.USER, start));
        events.awaitConsumed(GROUP);
        assertThat(everythingStored()).doesNotContain(ann.toString());
        JsonNode after = numbersOf("2023-05-10");
        assertThat(after.path("orders").asInt())
                .isEqualTo(numbers.path("orders").asInt() + 1);
        assertThat(after.path("customers")).isEqualTo(numbers.path("customers"));
    }

    private JsonNode keptAbout(UUID person) {
        return api.asService("user-service").get("/personal-data/" + person).data();
    }

    private JsonNode numbersOf(String day) {
        return api.asAdmin()
                .get("/analytics/summary?from=" + day + "&to=" + day)
                .data();
    }

    private String everythingStored() {
        StringBuilder all = new StringBuilder();
        mongo.getCollectionNames().stream()
                .filter(name -> !name.equals("forgotten_people"))
                .forEach(name -> mongo.getCollection(name).find().forEach(each -> all.append(each.toJson())));
        return all.toString();
    }

    @Test
    void theReportsAreTheSameInAnyOrderOfEventsAndHoweverOftenTheyCome() {
        Instant start = Instant.parse("2024-03-10T12:00:00Z");
        UUID customer = UUID.randomUUID();
        List<DomainEvent> all = new ArrayList<>();
        all.addAll(OrderStory.of(customer, start, TWO_PIZZAS, ONE_COLA)
                .paid()
                .assigned()
                .pickedUp()
                .delivered(20, 3.5)
                .events());
        all.addAll(OrderStory.of(customer, start.plusSeconds(86_400), TWO_PIZZAS)
                .paid()
                .assigned()
                .pickedUp()
                .delivered(90, 4.5)
                .events());
        all.addAll(OrderStory.of(UUID.randomUUID(), start, ONE_COLA)
                .paid()
                .cancelledAndRefunded()
                .events());
        all.addAll(OrderStory.of(UUID.randomUUID(), start, ONE_COLA).events());
        all.add(new UserRegistered(customer, "a@example.org", Role.USER, start));
        all.add(new StockUpdated(TWO_PIZZAS.productId(), 3, 5, start));
        all.add(new StockLow(TWO_PIZZAS.productId(), 3, 5, start));
        all.add(new OutOfStock(TWO_PIZZAS.productId(), start));
        all.add(new NotificationSent(UUID.randomUUID(), customer, "email", "order-delivered", start));
        all.add(new NotificationFailed(UUID.randomUUID(), customer, "sms", "order-delivered", "no", start));
        UUID rider = UUID.randomUUID();
        all.add(new RiderLocationSampled(rider, SOMEWHERE, start));
        all.add(new RiderLocationSampled(rider, SOMEWHERE, start.plusSeconds(30)));
        String march = "from=2024-03-01&to=2024-03-31";

        Collections.shuffle(all, new Random(7));
        all.forEach(events::publish);
        events.awaitConsumed(GROUP);
        JsonNode once = get("/analytics/summary?" + march);
        Collections.reverse(all);
        all.forEach(events::publish);
        Collections.shuffle(all, new Random(8));
        all.forEach(events::publish);
        events.awaitConsumed(GROUP);
        JsonNode thrice = get("/analytics/summary?" + march);

        assertThat(thrice).isEqualTo(once);
        assertThat(once.path("orders").asInt()).isEqualTo(4);
        assertThat(once.path("ordersByStatus").path("DELIVERED").asInt()).isEqualTo(2);
        assertThat(once.path("ordersByStatus").path("CANCELLED").asInt()).isEqualTo(1);
        assertThat(once.path("ordersByStatus").path("PENDING").asInt()).isEqualTo(1);
        assertThat(once.path("ordersByStatus").path("FAILED").asInt(-1)).isZero();
        assertThat(once.path("delivered").asInt()).isEqualTo(2);
        assertThat(once.path("cancelled").asInt()).isEqualTo(1);
        assertThat(once.path("customers").asInt()).isEqualTo(3);
        assertThat(once.path("newCustomers").asInt()).isEqualTo(1);
        assertThat(once.path("payments").asInt()).isEqualTo(3);
        assertThat(once.path("revenue").decimalValue()).isEqualByComparingTo("44.00");
        assertThat(once.path("refunds").decimalValue()).isEqualByComparingTo("2.10");
        assertThat(once.path("netRevenue").decimalValue()).isEqualByComparingTo("41.90");
        assertThat(once.path("averageOrderValue").decimalValue()).isEqualByComparingTo("14.67");
        assertThat(once.path("activeRiders").asInt()).isEqualTo(1);
        assertThat(once.path("notificationsSent").asInt()).isEqualTo(1);
        assertThat(once.path("notificationsFailed").asInt()).isEqualTo(1);
        assertThat(once.path("stockAlerts").asInt()).isEqualTo(2);

        JsonNode revenue = get("/analytics/revenue?interval=day&" + march);
        assertThat(revenue.size()).isEqualTo(31);
        assertThat(revenue.get(9).path("start").asString()).isEqualTo("2024-03-10T00:00:00.000Z");
        assertThat(revenue.get(9).path("payments").asInt()).isEqualTo(2);
        assertThat(revenue.get(9).path("revenue").decimalValue()).isEqualByComparingTo("24.10");
        assertThat(revenue.get(9).path("refunds").decimalValue()).isEqualByComparingTo("2.10");
        assertThat(revenue.get(9).path("net").decimalValue()).isEqualByComparingTo("22.00");
        assertThat(revenue.get(10).path("revenue").decimalValue()).isEqualByComparingTo("19.90");
        assertThat(revenue.get(11).path("revenue").decimalValue()).isEqualByComparingTo("0.00");
        JsonNode month = get("/analytics/revenue?interval=month&" + march);
        assertThat(month.size()).isEqualTo(1);
        assertThat(month.get(0).path("revenue").decimalValue()).isEqualByComparingTo("44.00");
        JsonNode hours = get("/analytics/revenue?interval=hour&from=2024-03-10T12:00:00Z&to=2024-03-10T14:00:00Z");
        assertThat(hours.size()).isEqualTo(2);
        assertThat(hours.get(0).path("revenue").decimalValue()).isEqualByComparingTo("24.10");

        JsonNode top = get("/analytics/top-products?limit=1&" + march);
        assertThat(top.size()).isEqualTo(1);
        assertThat(top.get(0).path("productId").asString())
                .isEqualTo(TWO_PIZZAS.productId().toString());
        assertThat(top.get(0).path("name").asString()).isEqualTo("Pizza");
        assertThat(top.get(0).path("quantity").asInt()).isEqualTo(4);
        assertThat(top.get(0).path("orders").asInt()).isEqualTo(2);
        assertThat(top.get(0).path("revenue").decimalValue()).isEqualByComparingTo("39.80");
        assertThat(get("/analytics/top-products?" + march)
                        .get(1)
                        .path("quantity")
                        .asInt())
                .isEqualTo(1);

        JsonNode deliveries = get("/analytics/deliveries?" + march);
        assertThat(deliveries.path("count").asInt()).isEqualTo(2);
        assertThat(deliveries.path("completed").asInt()).isEqualTo(2);
        assertThat(deliveries.path("byStatus").path("DELIVERED").asInt()).isEqualTo(2);
        assertThat(deliveries.path("averageMinutes").asDouble()).isEqualTo(55.0);
        assertThat(deliveries.path("averageDistanceKm").asDouble()).isEqualTo(4.0);
        assertThat(deliveries.path("promisedMinutes").asInt()).isEqualTo(45);
        assertThat(deliveries.path("onTime").asInt()).isEqualTo(1);
        assertThat(deliveries.path("late").asInt()).isEqualTo(1);
        assertThat(deliveries.path("onTimeRate").asDouble()).isEqualTo(0.5);

        JsonNode funnel = get("/analytics/funnel?" + march);
        assertThat(funnel.valueStream()
                        .map(step -> step.path("step").asString())
                        .toList())
                .containsExactly("created", "paid", "assigned", "picked_up", "delivered");
        assertThat(funnel.valueStream().map(step -> step.path("orders").asInt()).toList())
                .containsExactly(4, 3, 2, 2, 2);
        assertThat(funnel.get(1).path("ofAll").asDouble()).isEqualTo(0.75);
    }

    @Test
    void aDeliveryIsActiveUntilItEnds() {
        Instant start = Instant.parse("2024-05-10T12:00:00Z");
        OrderStory story =
                OrderStory.of(UUID.randomUUID(), start, ONE_COLA).paid().assigned();
        String may = "/analytics/summary?from=2024-05-01&to=2024-05-31";

        story.events().forEach(events::publish);
        events.awaitConsumed(GROUP);
        int active = get(may).path("activeDeliveries").asInt();
        assertThat(active).isPositive();
        assertThat(get(may).path("ordersByStatus").path("PROCESSING").asInt()).isEqualTo(1);

        story.pickedUp().delivered(10, 1).events().forEach(events::publish);
        events.awaitConsumed(GROUP);
        assertThat(get(may).path("activeDeliveries").asInt()).isEqualTo(active - 1);
    }

    @Test
    void aDeliveryThatIsCalledOffIsNoLongerActive() {
        Instant start = Instant.parse("2024-08-10T12:00:00Z");
        OrderStory story =
                OrderStory.of(UUID.randomUUID(), start, ONE_COLA).paid().assigned();

        story.events().forEach(events::publish);
        events.awaitConsumed(GROUP);
        int active = get("/analytics/summary").path("activeDeliveries").asInt();
        assertThat(active).isPositive();

        story.calledOff().cancelledAndRefunded().events().forEach(events::publish);
        events.awaitConsumed(GROUP);
        assertThat(get("/analytics/summary").path("activeDeliveries").asInt()).isEqualTo(active - 1);
        assertThat(get("/analytics/deliveries?from=2024-08-10&to=2024-08-10")
                        .path("byStatus")
                        .path("CANCELLED")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void anUnreadableEventBecomesADeadLetterAndBlocksNothing() {
        Instant start = Instant.parse("2024-06-10T12:00:00Z");
        String orders = topics.all()[1];
        double before =
                meters.get("homedelivery.analytics.deadletters").counter().count();

        events.publish(orders, "x", "order.created", "{ not json");
        events.publish(orders, "x", "order.created", "{}");
        events.publish(orders, "x", "order.invented", "{}");
        events.publishWithoutHeaders(orders, "hello");
        OrderStory.of(UUID.randomUUID(), start, ONE_COLA).events().forEach(events::publish);
        events.awaitConsumed(GROUP);

        assertThat(get("/analytics/summary?from=2024-06-01&to=2024-06-30")
                        .path("orders")
                        .asInt())
                .isEqualTo(1);
        assertThat(meters.get("homedelivery.analytics.deadletters").counter().count() - before)
                .isEqualTo(4);
        assertThat(mongo.getCollection("dead_letters").find().into(new ArrayList<>()))
                .extracting(each -> each.getString("value"))
                .contains("{ not json", "{}", "hello");
        Document letter = mongo.getCollection("dead_letters")
                .find(new Document("value", "{ not json"))
                .first();
        assertThat(letter.getString("_id")).matches(".*orders-\\d+@\\d+");
        assertThat(letter.getString("reason")).isNotBlank();
        assertThat(letter.getDate("receivedAt")).isNotNull();
    }

    @Test
    void anAdminRetriesADeadLetter() {
        UUID user = UUID.randomUUID();
        String users = topics.all()[0];
        String large =
                "{\"userId\":\"%s\",\"email\":\"%s@example.org\",\"role\":\"user\",\"registeredAt\":\"2024-07-10T12:00:00Z\"}"
                        .formatted(user, "a".repeat(200_000));
        events.publish(users, user.toString(), "user.invented", large);
        events.awaitConsumed(GROUP);
        JsonNode letter = get("/ops/dead-letters?stream=" + users).get(0);
        String id = letter.path("id").asString();
        assertThat(letter.path("source").asString()).isEqualTo("kafka");
        assertThat(letter.path("stream").asString()).isEqualTo(users);
        assertThat(letter.path("type").asString()).isEqualTo("user.invented");
        assertThat(letter.path("subject").asString()).isEqualTo(user.toString());
        assertThat(letter.path("eventId").asString()).isNotBlank();
        assertThat(letter.path("reason").asString()).contains("unknown type user.invented");
        assertThat(get("/ops/dead-letters/" + id).path("data").asString()).isEqualTo(large);

        ApiResult tooEarly = api.asAdmin().post("/ops/dead-letters/" + id + "/retry");
        tooEarly.hasError(409, "RETRY_FAILED");

        // As if a new version knew the type.
        mongo.getCollection("dead_letters")
                .updateOne(new Document("_id", id), new Document("$set", new Document("type", "user.registered")));
        ApiResult done = api.asAdmin().post("/ops/dead-letters/" + id + "/retry");
        done.hasStatus(200);

        assertThat(get("/analytics/summary?from=2024-07-01&to=2024-07-31")
                        .path("newCustomers")
                        .asInt())
                .isEqualTo(1);
        api.asAdmin().get("/ops/dead-letters/" + id).hasStatus(404);
        JsonNode audit = get("/ops/audit");
        assertThat(audit.get(0).path("action").asString()).isEqualTo("RETRY");
        assertThat(audit.get(0).path("itemId").asString()).isEqualTo(id);
    }

    @Test
    void anEventThatAnOlderInstanceDidNotKnowIsRecordedByANewerOne() {
        String users = topics.all()[0];
        events.publish(users, "broken", "user.registered", "{}");
        unknownToAnOlderInstance(users);

        retryDeadLetters.run();
        assertThat(newCustomersOfAugust()).isEqualTo(1);
        // Older instances go on for a while.
        unknownToAnOlderInstance(users);
        retryDeadLetters.run();
        assertThat(newCustomersOfAugust()).isEqualTo(2);

        assertThat(deadLetters.newest(users, 0, 100))
                .extracting(DeadLetter::subject)
                .contains("broken")
                .doesNotContain("unknown");
    }

    /** Somebody registered in August, and an instance that does not know that event has made it a dead letter. */
    private void unknownToAnOlderInstance(String users) {
        events.publish(
                users,
                "unknown",
                "user.unheard_of",
                "{\"userId\":\"%s\",\"email\":\"a@example.org\",\"role\":\"user\",\"registeredAt\":\"2024-08-10T12:00:00Z\"}"
                        .formatted(UUID.randomUUID()));
        events.awaitConsumed(GROUP);
        long known = mongo.getCollection("dead_letters")
                .updateOne(
                        new Document("subject", "unknown"),
                        new Document("$set", new Document("type", "user.registered")))
                .getModifiedCount();
        assertThat(known).isEqualTo(1);
    }

    private int newCustomersOfAugust() {
        return get("/analytics/summary?from=2024-08-01&to=2024-08-31")
                .path("newCustomers")
                .asInt();
    }

    @Test
    void deadLettersAreListedFromAnyOfThemOn() {
        String orders = topics.all()[1];
        for (int i = 0; i < 3; i++) {
            events.publish(orders, "nonsense", "order.nonsense", "{}");
        }
        events.awaitConsumed(GROUP);

        List<DeadLetter> all = deadLetters.oldest(orders, null, null, 100);
        assertThat(all).hasSizeGreaterThanOrEqualTo(3);
        for (int i = 0; i < all.size(); i++) {
            assertThat(deadLetters.oldest(orders, null, all.get(i).id(), 100))
                    .isEqualTo(all.subList(i + 1, all.size()));
        }
        assertThatThrownBy(() -> deadLetters.oldest(orders, null, "nothing", 100))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void anAdminDiscardsADeadLetter() {
        String orders = topics.all()[1];
        events.publish(orders, "discarded", "order.nonsense", "{}");
        events.awaitConsumed(GROUP);
        String id = get("/ops/dead-letters?stream=" + orders)
                .valueStream()
                .filter(letter -> letter.path("subject").asString("").equals("discarded"))
                .map(letter -> letter.path("id").asString())
                .findFirst()
                .orElseThrow();

        api.asAdmin().delete("/ops/dead-letters/" + id).hasStatus(400);
        api.asAdmin().delete("/ops/dead-letters/" + id + "?reason=nonsense").hasStatus(200);

        api.asAdmin().get("/ops/dead-letters/" + id).hasStatus(404);
        assertThat(get("/ops/audit").get(0).path("reason").asString()).isEqualTo("nonsense");
        api.asCustomer().get("/ops/dead-letters").hasStatus(403);
        assertThat(get("/ops/quarantined").size()).isZero();
    }

    @Test
    void aPeriodWithoutEventsHasReportsToo() {
        String longAgo = "from=2001-01-01&to=2001-01-31";

        JsonNode summary = get("/analytics/summary?" + longAgo);
        assertThat(summary.path("orders").asInt(-1)).isZero();
        assertThat(summary.path("revenue").decimalValue()).isEqualByComparingTo("0.00");
        assertThat(summary.path("averageOrderValue").decimalValue()).isEqualByComparingTo("0.00");
        assertThat(get("/analytics/top-products?" + longAgo).size()).isZero();
        assertThat(get("/analytics/deliveries?" + longAgo).has("averageMinutes"))
                .isFalse();
        assertThat(get("/analytics/funnel?" + longAgo).get(0).path("orders").asInt(-1))
                .isZero();
        assertThat(get("/analytics/summary").path("orders").asInt(-1)).isNotNegative();
    }

    @Test
    void servicesLearnWhatWasOrderedInTheLastThirtyDays() {
        Item popular = new Item(UUID.randomUUID(), "Milk", 1, new BigDecimal("1.59"));
        Item manyAtOnce = new Item(UUID.randomUUID(), "Water", 48, new BigDecimal("0.99"));
        Item notBought = new Item(UUID.randomUUID(), "Tripe", 1, new BigDecimal("4.00"));
        Item pastGlory = new Item(UUID.randomUUID(), "Mulled wine", 1, new BigDecimal("6.00"));
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        List<DomainEvent> all = new ArrayList<>();
        all.addAll(OrderStory.of(UUID.randomUUID(), yesterday, popular, manyAtOnce)
                .paid()
                .events());
        all.addAll(OrderStory.of(UUID.randomUUID(), yesterday, popular)
                .paid()
                .assigned()
                .events());
        all.addAll(OrderStory.of(UUID.randomUUID(), yesterday, notBought).events());
        all.addAll(OrderStory.of(UUID.randomUUID(), yesterday, notBought)
                .paid()
                .cancelledAndRefunded()
                .events());
        all.addAll(OrderStory.of(UUID.randomUUID(), yesterday.minus(Duration.ofDays(31)), pastGlory)
                .paid()
                .events());
        all.forEach(events::publish);
        all.forEach(events::publish);
        events.awaitConsumed(GROUP);

        JsonNode popularity = api.asService("product-service")
                .get("/analytics/products/popularity")
                .data();

        List<String> ofThisTest = Stream.of(popular, manyAtOnce, notBought, pastGlory)
                .map(item -> item.productId().toString())
                .toList();
        assertThat(popularity
                        .valueStream()
                        .filter(product ->
                                ofThisTest.contains(product.path("productId").asString())))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"productId\":\"%s\",\"orders\":2,\"quantity\":2}".formatted(popular.productId()),
                        "{\"productId\":\"%s\",\"orders\":1,\"quantity\":48}".formatted(manyAtOnce.productId()));
    }

    @Test
    void popularityIsForServicesOnly() {
        for (Role role : new Role[] {Role.USER, Role.RIDER, Role.ADMIN}) {
            api.as(role).get("/analytics/products/popularity").hasError(403, "FORBIDDEN");
        }
        api.anonymous().get("/analytics/products/popularity").hasError(401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "revenue", "top-products", "deliveries", "funnel"})
    void onlyAdminsSeeReports(String report) {
        api.asAdmin().get("/analytics/" + report).hasStatus(200);
        for (Role role : new Role[] {Role.USER, Role.RIDER}) {
            api.as(role).get("/analytics/" + report).hasError(403, "FORBIDDEN");
        }
        api.anonymous().get("/analytics/" + report).hasError(401, "UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource({
        "summary?from=yesterday, from",
        "summary?to=2026-13-01, to",
        "summary?from=2026-02-01&to=2026-01-01, from",
        "summary?from=2020-01-01&to=2026-01-01, from",
        "revenue?interval=hour&from=2026-01-01&to=2026-03-01, from",
        "revenue?interval=week, interval",
        "top-products?limit=0, limit",
        "top-products?limit=101, limit",
        "top-products?limit=many, limit",
        "funnel?from=, from",
        "deliveries?from=2026-01-01T25:00:00Z, from",
    })
    void refusesInvalidParametersByField(String query, String field) {
        api.asAdmin()
                .get("/analytics/" + query)
                .hasError(400, "VALIDATION_ERROR")
                .hasFieldError(field);
    }

    @Test
    void healthIncludesTheDatabase() {
        ApiResult health = api.asCustomer().get("/health");

        health.hasStatus(200);
        assertThat(health.text()).contains("\"service\":\"analytics-service\"", "\"database\":true");
    }

    private JsonNode get(String path) {
        return api.asAdmin().get(path).hasStatus(200).data();
    }
}
