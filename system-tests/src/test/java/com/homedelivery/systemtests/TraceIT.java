package com.homedelivery.systemtests;

import static com.homedelivery.systemtests.Shop.awaitStatus;
import static com.homedelivery.systemtests.Shop.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.dashboard.traces.Span;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.LiveTracking;
import com.homedelivery.systemtests.people.Rider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One order is one trace, from the customer's click to the rider's screen and the door. */
@DisabledIfSystemProperty(
        named = RunningSuite.ELSEWHERE,
        matches = ".+",
        disabledReason = "receives what the suite exports")
class TraceIT extends SystemTest {

    private static final Path EXPORT = Path.of("target", "traces", "order.json");

    /** What no order gets around, in the order in which it begins. */
    private static final List<String> ROAD = List.of(
            "api-gateway: POST orders",
            "order-service: http post /orders",
            "cart-service: http get /cart",
            "product-service: http get /products",
            "inventory-service: http post /inventory/reservations",
            "order-service: send order.created to redis",
            "order-service: send order.created to kafka",
            "cart-service: receive order.created",
            "payment-service: receive order.created",
            "notification-service: receive order.created",
            "analytics-service: receive order.created",
            "api-gateway: POST payments",
            "payment-service: http post /payments",
            "payment-service: send payment.initiated to redis",
            "order-service: receive payment.initiated",
            "payment-service: settle payment",
            "payment-service: send payment.success to redis",
            "order-service: receive payment.success",
            "order-service: send order.confirmed to redis",
            "inventory-service: receive order.confirmed",
            "notification-service: receive order.confirmed",
            "delivery-service: receive order.confirmed",
            "delivery-service: send OfferMade",
            "api-gateway: POST deliveries",
            "delivery-service: http post /deliveries/{id}/accept",
            "delivery-service: send StatusChanged",
            "delivery-service: send delivery.assigned to redis",
            "order-service: receive delivery.assigned",
            "delivery-service: http post /deliveries/{id}/pickup",
            "order-service: receive delivery.started",
            "delivery-service: http post /deliveries/{id}/deliver",
            "order-service: receive delivery.completed",
            "payment-service: receive delivery.completed",
            "order-service: send order.delivered to kafka",
            "notification-service: receive order.delivered",
            "analytics-service: receive order.delivered");

    @Test
    void anOrderIsOneTraceFromTheClickToTheDoor() throws IOException {
        String traceId = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        String click = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
        JsonNode apples = shop.product(10);
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();
        customer.addToCart(apples, 1).expect(200);

        String traceparent = "00-" + traceId + "-" + click + "-01";
        try (LiveTracking riderLine = LiveTracking.connect(rider)) {
            riderLine.awaitOffers(_ -> {});
            customer.goOnWith(traceparent);
            rider.goOnWith(traceparent);
            JsonNode order = Shop.placedBy(customer).data();
            String orderId = order.path("id").asString();
            shop.pay(customer, orderId, order.path("totalAmount").asString(), "credit_card");
            String deliveryId = eventually(() -> riderLine.messages().stream()
                            .filter(offer -> offer.path("orderId").asString().equals(orderId))
                            .findFirst())
                    .path("deliveryId")
                    .asString();
            assertThat(riderLine.traces()).anyMatch(trace -> trace.startsWith("00-" + traceId));
            rider.accept(deliveryId).expect(200);
            awaitStatus(customer, orderId, "PROCESSING");
            shop.pickUpAndDeliver(rider, customer, orderId, deliveryId);
        }

        try {
            await("every hop of the order is exported")
                    .untilAsserted(() -> assertThat(places(traceId)).containsAll(ROAD));
        } finally {
            export(spans(traceId));
        }
        List<Span> trace = spans(traceId);
        Set<String> known = trace.stream().map(Span::spanId).collect(Collectors.toSet());
        known.add(click);
        assertThat(trace)
                .as("each hop belongs to another one, or to the click")
                .allSatisfy(hop -> assertThat(known).contains(hop.parentId()));
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    private static Set<String> places(String traceId) {
        return spans(traceId).stream().map(Span::place).collect(Collectors.toSet());
    }

    private static List<Span> spans(String traceId) {
        return RunningSuite.dashboard().traces().trace(traceId);
    }

    private static void export(List<Span> trace) throws IOException {
        Files.createDirectories(EXPORT.getParent());
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(EXPORT.toFile(), trace);
    }
}
