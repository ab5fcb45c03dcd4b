package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryScenario.ADDRESS;
import static com.homedelivery.delivery.DeliveryScenario.north;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.DeliveryScenario;
import com.homedelivery.delivery.DeliveryScenario.Ordered;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import com.homedelivery.shared.testing.ApiClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * What every event of an order does in every state of its delivery. A cell is the next status, where it changes, and the
 * event of the delivery, where there is one; {@code stopped} for an order that is remembered as stopped; {@code -} where
 * nothing happens.
 */
class OrderEventMatrixIT extends DeliveryServiceTest {

    private static final String MATRIX = """
            order event     | NONE    | STOPPED                   | PENDING                   | ASSIGNED                  | PICKED_UP              | IN_TRANSIT             | DELIVERED | CALLED_OFF | FAILED | RETURNED
            order.created   | -       | -                         | -                         | -                         | -                      | -                      | -         | -          | -      | -
            order.delivered | -       | -                         | -                         | -                         | -                      | -                      | -         | -          | -      | -
            order.adjusted  | -       | -                         | -                         | -                         | -                      | -                      | -         | -          | -      | -
            order.stuck     | -       | -                         | -                         | -                         | -                      | -                      | -         | -          | -      | -
            order.confirmed | PENDING | FAILED delivery.cancelled | -                         | -                         | -                      | -                      | -         | -          | -      | -
            order.cancelled | stopped | -                         | FAILED delivery.cancelled | FAILED delivery.cancelled | FAILED delivery.failed | FAILED delivery.failed | -         | -          | -      | -
            order.failed    | stopped | -                         | FAILED delivery.cancelled | FAILED delivery.cancelled | FAILED delivery.failed | FAILED delivery.failed | -         | -          | -      | -
            """;

    @Autowired
    DeliveryWorkflow workflow;

    private enum State {
        NONE,
        /** There is no delivery, and when there is one it is off at once. */
        STOPPED,
        PENDING,
        ASSIGNED,
        PICKED_UP,
        IN_TRANSIT,
        DELIVERED,
        /** Stopped before pickup. */
        CALLED_OFF,
        /** Failed on the way. */
        FAILED,
        /** Failed on the way, with the goods back in the store. */
        RETURNED
    }

    /** An order, and what is known of its delivery. */
    private record Example(UUID orderId, ApiClient customer, JsonNode state, List<String> events) {}

    @ParameterizedTest
    @EnumSource(State.class)
    void everyOrderEventInEveryState(State state) {
        int column = header().indexOf(state.name());
        Example example = example(state);
        for (List<String> row : rows()) {
            String expected = row.get(column);

            workflow.on(event(row.getFirst(), example));

            Example after = read(example.orderId(), example.customer());
            assertThat(outcome(example, after)).as(row.getFirst()).isEqualTo(expected);
            if (!expected.equals("-")) {
                scenario.endAll();
                example = example(state);
            }
        }
    }

    @Test
    void noStateAndNoEventIsLeftOut() {
        assertThat(header().subList(1, header().size()))
                .containsExactlyElementsOf(
                        Arrays.stream(State.values()).map(State::name).toList())
                .containsAll(Arrays.stream(DeliveryStatus.values())
                        .map(DeliveryStatus::name)
                        .toList());
        assertThat(rows().stream().map(List::getFirst)).containsExactlyInAnyOrderElementsOf(EventStream.ORDERS.types());
    }

    private static String outcome(Example before, Example after) {
        String status = after.state().path("status").asString();
        String change = status.equals(before.state().path("status").asString()) ? "" : status;
        if (status.equals("NONE")
                && after.state().path("stopped").asBoolean()
                && !before.state().path("stopped").asBoolean()) {
            change = "stopped";
        }
        List<String> published =
                after.events().subList(before.events().size(), after.events().size());
        String outcome = String.join(
                        " ",
                        Stream.concat(Stream.of(change), published.stream()).toList())
                .strip();
        return outcome.isEmpty() ? "-" : outcome;
    }

    private Example read(UUID orderId, ApiClient customer) {
        return new Example(
                orderId,
                customer,
                scenario.stateOf(orderId),
                scenario.eventsAbout(new Ordered(orderId, orderId, customer)));
    }

    private Example example(State state) {
        UUID orderId = UUID.randomUUID();
        ApiClient customer = api.asCustomer();
        switch (state) {
            case NONE -> {}
            case STOPPED -> scenario.stop(orderId, false).data();
            case PENDING -> scenario.confirm(orderId, customer);
            case ASSIGNED -> deliver(orderId, customer, scenario.riderAt(0.5));
            case PICKED_UP -> deliver(orderId, customer, scenario.riderAt(0.5), "pickup");
            case IN_TRANSIT -> {
                ApiClient rider = scenario.riderAt(0.5);
                Ordered order = deliver(orderId, customer, rider, "pickup");
                scenario.move(rider, order, north(1)).data();
            }
            case DELIVERED -> deliver(orderId, customer, scenario.riderAt(0.5), "pickup", "deliver");
            case CALLED_OFF -> {
                deliver(orderId, customer, scenario.riderAt(0.5));
                scenario.stop(orderId, false).data();
            }
            case FAILED -> deliver(orderId, customer, scenario.riderAt(0.5), "pickup", "fail");
            case RETURNED -> {
                Ordered order = deliver(orderId, customer, scenario.riderAt(0.5), "pickup", "fail");
                api.asAdmin().post(order.path() + "/returned").data();
            }
        }
        return read(orderId, customer);
    }

    private Ordered deliver(UUID orderId, ApiClient customer, ApiClient rider, String... verbs) {
        Ordered order = scenario.confirm(orderId, customer);
        scenario.awaitOffer(rider, order);
        scenario.accept(rider, order).data();
        for (String verb : verbs) {
            Map<String, String> body =
                    verb.equals("deliver") ? Map.of("otp", scenario.otpOf(order)) : Map.of("reason", "nobody home");
            rider.post(order.path() + "/" + verb, body).data();
        }
        return order;
    }

    private static OrderEvent event(String type, Example example) {
        UUID order = example.orderId();
        UUID user = example.customer().userId();
        Instant now = Instant.now();
        return switch (type) {
            case "order.created" ->
                new OrderCreated(order, user, List.of(), BigDecimal.ONE, null, ADDRESS, now, null, null, null);
            case "order.confirmed" -> DeliveryScenario.confirmed(order, user);
            case "order.cancelled" -> DeliveryScenario.cancelled(order, user);
            case "order.failed" -> new OrderFailed(order, user, "payment lost", now);
            case "order.delivered" -> new OrderDelivered(order, user, now, UUID.randomUUID());
            case "order.adjusted" ->
                new OrderAdjusted(order, user, List.of(), BigDecimal.ONE, BigDecimal.ONE, "Not in stock", now, null);
            case "order.stuck" -> new OrderStuck(order, user, "CONFIRMED", "no rider", now, now);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static List<String> header() {
        return cells(MATRIX.lines().findFirst().orElseThrow());
    }

    private static List<List<String>> rows() {
        return MATRIX.lines().skip(1).map(OrderEventMatrixIT::cells).toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }
}
