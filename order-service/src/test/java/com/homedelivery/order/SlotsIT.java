package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.application.GiveBack;
import com.homedelivery.order.application.ManageSlotWindows;
import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.testing.ApiClient;
import com.homedelivery.shared.testing.ApiResult;
import com.homedelivery.shared.testing.AtOnce;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Delivery slots: offered, held, ordered, and dispatched when they are near. */
class SlotsIT extends OrderServiceTest {

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    GiveBack giveBack;

    @Autowired
    ManageSlotWindows windows;

    @AfterEach
    void noWindowStays() {
        api.asAdmin()
                .get("/orders/slots/windows")
                .data()
                .forEach(window -> api.asAdmin()
                        .delete("/orders/slots/windows/" + window.get("id").asString())
                        .hasStatus(200));
    }

    @Test
    void twentyCustomersGetExactlyThreePlaces() {
        UUID slot = slotWith(3);
        List<ApiClient> customers =
                IntStream.range(0, 20).mapToObj(_ -> customerWithMilk()).toList();

        List<ApiResult> answers = AtOnce.run(customers.stream()
                .<Supplier<ApiResult>>map(customer -> () -> orderIn(customer, slot))
                .toList());

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer -> assertThat(reasonOf(answer)).isEqualTo("SLOT_UNAVAILABLE"));
        assertThat(bookedOf(slot)).isEqualTo(3);
        assertThat(leftOf(slot)).isZero();
    }

    @Test
    void keepsAPlaceForACustomerForAWhile() {
        UUID slot = slotWith(1);
        ApiClient first = customerWithMilk();
        ApiClient second = customerWithMilk();

        first.post("/orders/slots/" + slot + "/hold", "").hasStatus(200);

        assertThat(reasonOf(second.post("/orders/slots/" + slot + "/hold", ""))).isEqualTo("SLOT_UNAVAILABLE");
        assertThat(reasonOf(orderIn(second, slot))).isEqualTo("SLOT_UNAVAILABLE");
        jdbc.sql("update slot_holds set expires_at = now() - interval '1 second' where slot_id = ?")
                .param(slot)
                .update();
        orderIn(second, slot).hasStatus(201);
        assertThat(reasonOf(orderIn(first, slot))).isEqualTo("SLOT_UNAVAILABLE");
    }

    @Test
    void isHeldByAQuoteAndOrderedWithIt() {
        UUID slot = slotWith(1);
        ApiClient customer = customerWithMilk();
        JsonNode quote = customer.post("/orders/quote", Map.of("deliveryAddress", HOME, "slotId", slot))
                .hasStatus(200)
                .data();
        assertThat(leftOf(slot)).isZero();

        JsonNode order = customer.post(
                        "/orders", Map.of("quoteId", quote.get("id").asString()))
                .hasStatus(201)
                .data();

        assertThat(order.at("/slot/id").asString()).isEqualTo(slot.toString());
        assertThat(order.get("eta")).isEqualTo(order.at("/slot/end"));
        UUID orderId = UUID.fromString(order.get("id").asString());
        OrderCreated created = (OrderCreated)
                published.awaitExactly(orderId, OrderCreated.class).getFirst();
        assertThat(created.slot().start())
                .isEqualTo(Instant.parse(order.at("/slot/start").asString()));
        JsonNode other = customerWithMilk()
                .post("/orders/quote", Map.of("deliveryAddress", HOME, "slotId", slot))
                .data();
        assertThat(other.at("/problems/0/reason").asString()).isEqualTo("SLOT_UNAVAILABLE");
    }

    @Test
    void takesNoOrderAfterTheCutOff() {
        UUID slot = slotWith(5);
        ApiClient customer = customerWithMilk();
        JsonNode quote = customer.post("/orders/quote", Map.of("deliveryAddress", HOME, "slotId", slot))
                .data();
        jdbc.sql("update delivery_slots set closes_at = now() - interval '1 second' where id = ?")
                .param(slot)
                .update();

        assertThat(reasonOf(orderIn(customerWithMilk(), slot))).isEqualTo("SLOT_UNAVAILABLE");
        assertThat(reasonOf(customer.post(
                        "/orders", Map.of("quoteId", quote.get("id").asString()))))
                .isEqualTo("SLOT_UNAVAILABLE");
        assertThat(api.asCustomer()
                        .get("/orders/slots")
                        .data()
                        .valueStream()
                        .map(it -> it.get("id").asString()))
                .doesNotContain(slot.toString());
    }

    @Test
    void givesThePlaceBackOnceWhenTheOrderIsCancelled() {
        UUID slot = slotWith(1);
        ApiClient customer = customerWithMilk();
        UUID orderId = orderIn(customer, slot).hasStatus(201).id();

        AtOnce.run(3, () -> cancel(customer, orderId));

        assertThat(bookedOf(slot)).isZero();
        orderIn(customerWithMilk(), slot).hasStatus(201);
    }

    @Test
    void isConfirmedToOthersWhenItsSlotIsNear() {
        ApiClient customer = customerWithMilk();
        UUID orderId = orderIn(customer, slotWith(1)).hasStatus(201).id();
        events.publish(EventFixtures.paid(orderId));
        awaitStatus(orderId, "CONFIRMED");
        published.awaitExactly(orderId, OrderCreated.class);
        assertThat(valueOf(orderId, "check_at = dispatch_at", Boolean.class)).isTrue();

        jdbc.sql("update orders set dispatch_at = now(), check_at = now() where id = ?")
                .param(orderId)
                .update();

        published.awaitExactly(orderId, OrderCreated.class, OrderConfirmed.class);
        assertThat(statusOf(orderId)).isEqualTo("CONFIRMED");
        await().untilAsserted(
                        () -> assertThat(valueOf(orderId, "check_at > now() + interval '20 minutes'", Boolean.class))
                                .isTrue());
    }

    /** Its goods stay reserved until then, instead of leaving the store days before anybody takes them. */
    @Test
    void countsAsNotConfirmedForTheStockUntilItIsDispatched() {
        UUID orderId = orderIn(customerWithMilk(), slotWith(1)).hasStatus(201).id();
        events.publish(EventFixtures.paid(orderId));
        awaitStatus(orderId, "CONFIRMED");

        assertThat(statusForServices(orderId)).isEqualTo("PENDING");
        assertThat(Instant.parse(answerForServices(orderId).get("askAgainAt").asString()))
                .isEqualTo(valueOf(orderId, "dispatch_at", OffsetDateTime.class).toInstant());
        jdbc.sql("update orders set dispatch_at = now(), check_at = now() where id = ?")
                .param(orderId)
                .update();
        published.awaitExactly(orderId, OrderCreated.class, OrderConfirmed.class);
        await().untilAsserted(() -> assertThat(statusForServices(orderId)).isEqualTo("CONFIRMED"));
    }

    private String statusForServices(UUID orderId) {
        return answerForServices(orderId).get("status").asString();
    }

    private JsonNode answerForServices(UUID orderId) {
        return api.asService("test-service")
                .get("/orders/internal/statuses?ids=" + orderId)
                .data()
                .get(0);
    }

    @Test
    void isCancelledBeforeItIsDispatched() {
        UUID slot = slotWith(1);
        ApiClient customer = customerWithMilk();
        UUID orderId = orderIn(customer, slot).hasStatus(201).id();
        events.publish(EventFixtures.paid(orderId));
        awaitStatus(orderId, "CONFIRMED");

        deliveries.service().goDown();
        cancel(customer, orderId).hasStatus(200);

        assertThat(statusOf(orderId)).isEqualTo("CANCELLED");
        assertThat(bookedOf(slot)).isZero();
    }

    /** As while newer instances are rolled out: the statements of a release that knows neither slots nor promotions. */
    @Test
    void isConfirmedToOthersWhenItsSlotIsNearAlsoByAnOlderInstance() {
        UUID orderId = orderIn(customerWithMilk(), slotWith(1)).hasStatus(201).id();
        published.awaitExactly(orderId, OrderCreated.class);

        transaction.executeWithoutResult(_ -> {
            jdbc.sql("""
                insert into outbox (event_id, stream, topic, event_key, type, source, occurred_at, data)
                select gen_random_uuid(), stream, topic, event_key, 'order.confirmed', source, now(), data
                from outbox where event_key = ? and type = 'order.created'
                """).param(orderId.toString()).update();
            jdbc.sql("""
                update orders set status = 'CONFIRMED', status_since = now(), updated_at = now(),
                    check_at = now() + interval '25 minutes', version = version + 1 where id = ?
                """).param(orderId).update();
        });

        assertThat(eventsInOutbox(orderId)).containsExactly("order.created");
        assertThat(valueOf(orderId, "check_at = dispatch_at", Boolean.class)).isTrue();
        jdbc.sql("update orders set dispatch_at = now(), check_at = now() where id = ?")
                .param(orderId)
                .update();
        published.awaitExactly(orderId, OrderCreated.class, OrderConfirmed.class);
    }

    private List<String> eventsInOutbox(UUID orderId) {
        return jdbc.sql("select type from outbox where event_key = ? order by id")
                .param(orderId.toString())
                .query(String.class)
                .list();
    }

    @Test
    void givesBackOnceWhatAnOlderInstanceDoesNotKnowOf() {
        UUID slot = slotWith(1);
        String code = "ONCE-" + slot.toString().substring(24);
        UUID promotion = api.asAdmin()
                .post(
                        "/orders/promotions",
                        Map.of("name", "Once", "code", code, "kind", "PERCENTAGE", "percent", 10, "maxUses", 1))
                .hasStatus(201)
                .id();
        UUID orderId = customerWithMilk()
                .post("/orders", Map.of("deliveryAddress", HOME, "slotId", slot, "couponCodes", List.of(code)))
                .hasStatus(201)
                .id();
        jdbc.sql("""
            update orders set status = 'CANCELLED', status_since = now(), updated_at = now(), check_at = null,
                version = version + 1 where id = ?
            """).param(orderId).update();
        assertThat(bookedOf(slot)).isOne();

        AtOnce.run(3, () -> giveBack.nextBatch());
        giveBack.nextBatch();

        assertThat(bookedOf(slot)).isZero();
        assertThat(usesOf(promotion)).isZero();
    }

    private int usesOf(UUID promotion) {
        return api.asAdmin()
                .get("/orders/promotions/" + promotion)
                .data()
                .get("used")
                .asInt();
    }

    @Test
    void followsItsWindow() {
        UUID slot = slotWith(1);
        JsonNode window = api.asAdmin().get("/orders/slots/windows").data().get(0);
        String path = "/orders/slots/windows/" + window.get("id").asString();

        api.asAdmin()
                .withHeader("If-Match", "W/\"0\"")
                .put(path, Map.of("capacity", 7, "cutOffMinutes", 30))
                .hasStatus(200);

        assertThat(leftOf(slot)).isEqualTo(7);
        api.asAdmin()
                .withHeader("If-Match", "W/\"0\"")
                .put(path, Map.of("capacity", 8, "cutOffMinutes", 30))
                .hasError(409, "CONFLICT");
        api.asAdmin().post("/orders/slots/windows", window("08:00", "10:00", 1)).hasError(409, "CONFLICT");
        api.asAdmin().delete(path).hasStatus(200);
        assertThat(reasonOf(orderIn(customerWithMilk(), slot))).isEqualTo("SLOT_UNAVAILABLE");
        api.asAdmin().delete(path).hasError(404, "NOT_FOUND");
    }

    @Test
    void movesAWindowThatNobodyHasAPlaceIn() {
        UUID slot = slotWith(2);
        String path = pathOfWindow();

        JsonNode window = api.asAdmin()
                .withHeader("If-Match", "W/\"0\"")
                .put(path, Map.of("start", "09:30", "end", "11:30", "capacity", 3, "cutOffMinutes", 60))
                .hasStatus(200)
                .data();

        assertThat(window.get("start").asString()).startsWith("09:30");
        JsonNode offered = api.asCustomer().get("/orders/slots").data();
        assertThat(offered).hasSize(1);
        assertThat(offered.at("/0/start").asString()).contains("T09:30");
        assertThat(offered.at("/0/left").asInt()).isEqualTo(3);
        assertThat(reasonOf(orderIn(customerWithMilk(), slot))).isEqualTo("SLOT_UNAVAILABLE");
        api.asAdmin()
                .put(path, Map.of("start", "12:00", "capacity", 3, "cutOffMinutes", 60))
                .hasStatus(400)
                .hasFieldError("end");
        api.asAdmin().post("/orders/slots/windows", window("12:00", "13:00", 1)).hasStatus(201);
        api.asAdmin()
                .put(path, Map.of("start", "12:00", "end", "13:00", "capacity", 3, "cutOffMinutes", 60))
                .hasError(409, "CONFLICT");
    }

    @Test
    void movesNoWindowWithOrdersOrHeldPlaces() {
        UUID slot = slotWith(5);
        ApiClient customer = customerWithMilk();
        UUID orderId = orderIn(customer, slot).hasStatus(201).id();
        ApiClient undecided = customerWithMilk();
        undecided.post("/orders/slots/" + slot + "/hold", "").hasStatus(200);
        Map<String, Object> later = Map.of("start", "09:00", "end", "11:00", "capacity", 5, "cutOffMinutes", 60);

        ApiResult refused = api.asAdmin().put(pathOfWindow(), later);

        refused.hasError(409, "CONFLICT");
        assertThat(refused.body().at("/error/message").asString()).contains("1 places are ordered and 1 held");
        undecided.delete("/orders/slots/" + slot + "/hold").hasStatus(200);
        api.asAdmin().put(pathOfWindow(), later).hasError(409, "CONFLICT");
        cancel(customer, orderId).hasStatus(200);
        api.asAdmin().put(pathOfWindow(), later).hasStatus(200);
    }

    @Test
    void offersNoTimesOfBeforeWhileAWindowMoves() {
        slotWith(5);
        String path = pathOfWindow();

        List<Object> done = AtOnce.run(IntStream.range(0, 6)
                .<Supplier<Object>>mapToObj(i -> () -> {
                    if (i % 2 == 0) {
                        windows.openAhead();
                        return i;
                    }
                    return api.asAdmin()
                            .put(
                                    path,
                                    Map.of(
                                            "start",
                                            "1" + i + ":00",
                                            "end",
                                            "20:00",
                                            "capacity",
                                            5,
                                            "cutOffMinutes",
                                            60))
                            .hasStatus(200);
                })
                .toList());

        assertThat(done).hasSize(6);
        JsonNode offered = api.asCustomer().get("/orders/slots").data();
        assertThat(offered).hasSize(1);
        assertThat(offered.at("/0/start").asString())
                .contains(api.asAdmin()
                        .get("/orders/slots/windows")
                        .data()
                        .at("/0/start")
                        .asString());
    }

    @Test
    void keepsAHeldPlaceWhenThereAreFewerOrTheWindowEnds() {
        UUID slot = slotWith(2);
        ApiClient customer = customerWithMilk();
        customer.post("/orders/slots/" + slot + "/hold", "").hasStatus(200);

        api.asAdmin()
                .put(pathOfWindow(), Map.of("capacity", 0, "cutOffMinutes", 60))
                .hasStatus(200);

        assertThat(reasonOf(orderIn(customerWithMilk(), slot))).isEqualTo("SLOT_UNAVAILABLE");
        orderIn(customer, slot).hasStatus(201);
        assertThat(bookedOf(slot)).isOne();
    }

    @Test
    void givesAHeldPlaceBackWhenItsCustomerOrAnAdminSaysSo() {
        UUID slot = slotWith(1);
        ApiClient customer = customerWithMilk();
        String hold = "/orders/slots/" + slot + "/hold";
        customer.post(hold, "").hasStatus(200);
        assertThat(leftOf(slot)).isZero();
        api.asCustomer().delete(hold).hasStatus(200);
        assertThat(leftOf(slot)).isZero();

        customer.delete(hold).hasStatus(200);
        customer.delete(hold).hasStatus(200);
        assertThat(leftOf(slot)).isOne();

        customer.post(hold, "").hasStatus(200);
        JsonNode holds = api.asAdmin().get(hold + "s").hasStatus(200).data();
        assertThat(holds).hasSize(1);
        assertThat(api.asAdmin()
                        .delete(hold + "s/" + holds.at("/0/userId").asString())
                        .hasStatus(200)
                        .data())
                .isEmpty();
        assertThat(leftOf(slot)).isOne();
        api.asAdmin().get("/orders/slots/" + UUID.randomUUID() + "/holds").hasError(404, "NOT_FOUND");
    }

    private String pathOfWindow() {
        return "/orders/slots/windows/"
                + api.asAdmin().get("/orders/slots/windows").data().at("/0/id").asString();
    }

    @ParameterizedTest
    @CsvSource({"end, 10:00, 09:00, 1", "capacity, 10:00, 11:00, -1"})
    void refusesWhatMakesNoWindow(String field, String start, String end, int capacity) {
        ApiResult answer = api.asAdmin().post("/orders/slots/windows", window(start, end, capacity));

        answer.hasError(400, "VALIDATION_ERROR");
        assertThat(answer.errorDetails().at("/0/field").asString()).isEqualTo(field);
    }

    @Test
    void hasWindowsForAdminsAlone() {
        ApiClient customer = api.asCustomer();
        customer.get("/orders/slots/windows").hasError(403, "FORBIDDEN");
        customer.post("/orders/slots/windows", window("10:00", "11:00", 1)).hasError(403, "FORBIDDEN");
        customer.put("/orders/slots/windows/" + UUID.randomUUID(), "{}").hasError(403, "FORBIDDEN");
        customer.delete("/orders/slots/windows/" + UUID.randomUUID()).hasError(403, "FORBIDDEN");
        customer.get("/orders/slots/" + UUID.randomUUID() + "/holds").hasError(403, "FORBIDDEN");
        customer.delete("/orders/slots/" + UUID.randomUUID() + "/holds/" + UUID.randomUUID())
                .hasError(403, "FORBIDDEN");
        api.anonymous().get("/orders/slots").hasError(401, "UNAUTHORIZED");
        customer.post("/orders/slots/" + UUID.randomUUID() + "/hold", "").hasError(404, "NOT_FOUND");
    }

    private UUID slotWith(int capacity) {
        api.asAdmin()
                .post("/orders/slots/windows", window("08:00", "10:00", capacity))
                .hasStatus(201);
        return UUID.fromString(
                api.asCustomer().get("/orders/slots").data().get(0).get("id").asString());
    }

    /** Three days from now. */
    private static Map<String, Object> window(String start, String end, int capacity) {
        return new HashMap<>(Map.of(
                "day", LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek().name(),
                "start", start,
                "end", end,
                "capacity", capacity,
                "cutOffMinutes", 60));
    }

    private static ApiResult orderIn(ApiClient customer, UUID slot) {
        return customer.post("/orders", Map.of("deliveryAddress", HOME, "slotId", slot));
    }

    private static String reasonOf(ApiResult answer) {
        answer.hasError(400, "ORDER_FAILED");
        return answer.errorDetails().get("reason").asString();
    }

    private int bookedOf(UUID slot) {
        return jdbc.sql("select booked from delivery_slots where id = ?")
                .param(slot)
                .query(Integer.class)
                .single();
    }

    private int leftOf(UUID slot) {
        return api.asCustomer()
                .get("/orders/slots")
                .data()
                .valueStream()
                .filter(it -> it.get("id").asString().equals(slot.toString()))
                .findFirst()
                .orElseThrow()
                .get("left")
                .asInt();
    }
}
