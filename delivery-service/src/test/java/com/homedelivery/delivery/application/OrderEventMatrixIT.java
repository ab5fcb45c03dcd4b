package com.homedelivery.delivery.application;

import static com.homedelivery.delivery.DeliveryApi.north;
import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.delivery.DeliveryApi;
import com.homedelivery.delivery.DeliveryApi.Ordered;
import com.homedelivery.delivery.DeliveryApi.Person;
import com.homedelivery.delivery.DeliveryServiceTest;
import com.homedelivery.delivery.domain.DeliveryStatus;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.event.OrderEvent.OrderStuck;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
@DeliveryServiceTest
class OrderEventMatrixIT {

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
    DeliveryApi api;

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
    private record Example(UUID orderId, Person customer, JsonNode standing, List<String> events) {}

    @AfterEach
    void closingTime() {
        api.closingTime();
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void everyOrderEventInEveryState(State state) {
        int column = header().indexOf(state.name());
        Example example = example(state);
        for (List<String> row : rows()) {
            String expected = row.get(column);

            workflow.on(event(row.getFirst(), example));

            Example after = look(example.orderId(), example.customer());
            assertThat(outcome(example, after)).as(row.getFirst()).isEqualTo(expected);
            if (!expected.equals("-")) {
                api.closingTime();
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
        String status = after.standing().path("status").asString();
        String change = status.equals(before.standing().path("status").asString()) ? "" : status;
        if (status.equals("NONE")
                && after.standing().path("stopped").asBoolean()
                && !before.standing().path("stopped").asBoolean()) {
            change = "stopped";
        }
        List<String> news =
                after.events().subList(before.events().size(), after.events().size());
        String outcome = String.join(
                        " ", Stream.concat(Stream.of(change), news.stream()).toList())
                .strip();
        return outcome.isEmpty() ? "-" : outcome;
    }

    private Example look(UUID orderId, Person customer) {
        return new Example(
                orderId, customer, api.standingOf(orderId), api.eventsAbout(new Ordered(orderId, orderId, customer)));
    }

    private Example example(State state) {
        UUID orderId = UUID.randomUUID();
        Person customer = api.customer();
        switch (state) {
            case NONE -> {}
            case STOPPED -> api.stop(orderId, false).data();
            case PENDING -> api.confirm(orderId, customer);
            case ASSIGNED -> ride(orderId, customer, api.riderAt(0.5));
            case PICKED_UP -> ride(orderId, customer, api.riderAt(0.5), "pickup");
            case IN_TRANSIT -> {
                Person rider = api.riderAt(0.5);
                Ordered order = ride(orderId, customer, rider, "pickup");
                api.move(rider, order, north(1)).data();
            }
            case DELIVERED -> ride(orderId, customer, api.riderAt(0.5), "pickup", "deliver");
            case CALLED_OFF -> {
                ride(orderId, customer, api.riderAt(0.5));
                api.stop(orderId, false).data();
            }
            case FAILED -> ride(orderId, customer, api.riderAt(0.5), "pickup", "fail");
            case RETURNED -> {
                Ordered order = ride(orderId, customer, api.riderAt(0.5), "pickup", "fail");
                api.post("/deliveries/" + order.deliveryId() + "/returned", api.admin(), null)
                        .data();
            }
        }
        return look(orderId, customer);
    }

    private Ordered ride(UUID orderId, Person customer, Person rider, String... verbs) {
        Ordered order = api.confirm(orderId, customer);
        api.awaitOffer(rider, order);
        api.accept(rider, order).data();
        for (String verb : verbs) {
            Map<String, String> body =
                    verb.equals("deliver") ? Map.of("otp", api.otpOf(order)) : Map.of("reason", "nobody home");
            api.post("/deliveries/" + order.deliveryId() + "/" + verb, rider, body)
                    .data();
        }
        return order;
    }

    private static OrderEvent event(String type, Example example) {
        UUID order = example.orderId();
        UUID user = example.customer().id();
        Instant now = Instant.now();
        var address = new OrderEvent.Address("1 Main St", "New York", "NY", "10003", DeliveryApi.DOOR);
        return switch (type) {
            case "order.created" -> new OrderCreated(order, user, List.of(), BigDecimal.ONE, null, address, now, null);
            case "order.confirmed" -> DeliveryApi.confirmed(order, user);
            case "order.cancelled" -> new OrderCancelled(order, user, "changed my mind", now);
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
