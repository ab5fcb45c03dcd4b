package com.homedelivery.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.homedelivery.order.application.OrderDeliveries.DeliveryState;
import com.homedelivery.order.application.OrderDeliveries.DeliveryState.Goods;
import com.homedelivery.order.application.OrderPayments.LivePayment;
import com.homedelivery.order.application.SupervisionResult.ClosedToPayment;
import com.homedelivery.order.application.SupervisionResult.DeliveryFound;
import com.homedelivery.order.application.SupervisionResult.DeliveryStopped;
import com.homedelivery.order.application.SupervisionResult.PaymentFound;
import com.homedelivery.order.application.SupervisionResult.Unanswered;
import com.homedelivery.order.domain.CancelRefusedException;
import com.homedelivery.order.domain.Order;
import com.homedelivery.order.domain.OrderFixtures;
import com.homedelivery.order.domain.OrderStatus;
import com.homedelivery.shared.event.DeliveryEvent;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryAssigned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCancelled;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryCompleted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryDelayed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryFailed;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryInTransit;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryReturned;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryStarted;
import com.homedelivery.shared.event.DeliveryEvent.DeliveryUnassigned;
import com.homedelivery.shared.event.DeliveryEvent.NoRiderFound;
import com.homedelivery.shared.event.DeliveryEvent.PickupOverdue;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.OrderEvent;
import com.homedelivery.shared.event.PaymentEvent;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.event.PaymentEvent.PaymentInitiated;
import com.homedelivery.shared.event.PaymentEvent.PaymentRefunded;
import com.homedelivery.shared.event.PaymentEvent.PaymentSucceeded;
import com.homedelivery.shared.event.PaymentEvent.RefundFailed;
import com.homedelivery.shared.geo.GeoPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of an order in each status by everything that can happen to it. */
class OrderWorkflowTests {

    /**
     * A cell has the status that follows, when it is another one, and the events that are published; {@code -} when there is
     * neither. {@code asks to cancel}: the delivery service is soon asked to stop the delivery. {@code refused}: with an
     * exception.
     */
    private static final String TABLE = """
            what happens                      | PENDING                   | CONFIRMED                                | PROCESSING                               | SHIPPED                   | DELIVERED      | CANCELLED | FAILED
            payment.initiated by card         | -                         | -                                        | -                                        | -                         | -              | -         | -
            payment.initiated in cash         | CONFIRMED order.confirmed | -                                        | -                                        | -                         | -              | -         | -
            payment.success                   | CONFIRMED order.confirmed | -                                        | -                                        | -                         | -              | -         | -
            payment.success of another amount | -                         | -                                        | -                                        | -                         | -              | -         | -
            payment.failed                    | -                         | -                                        | -                                        | -                         | -              | -         | -
            payment.refunded in part          | -                         | -                                        | -                                        | -                         | -              | -         | -
            payment.refunded in full          | asks to cancel            | asks to cancel                           | asks to cancel                           | asks to cancel            | -              | -         | -
            payment.refunded before v2        | -                         | -                                        | -                                        | -                         | -              | -         | -
            payment.refund_failed             | -                         | -                                        | -                                        | -                         | -              | -         | -
            delivery.assigned                 | -                         | PROCESSING                               | -                                        | -                         | -              | -         | -
            delivery.unassigned               | -                         | -                                        | -                                        | -                         | -              | -         | -
            delivery.no_rider_found           | -                         | -                                        | -                                        | -                         | -              | -         | -
            delivery.pickup_overdue           | -                         | -                                        | -                                        | -                         | -              | -         | -
            delivery.started                  | -                         | SHIPPED                                  | SHIPPED                                  | -                         | -              | -         | -
            delivery.in_transit               | -                         | -                                        | -                                        | -                         | -              | -         | -
            delivery.delayed                  | -                         | -                                        | -                                        | -                         | -              | -         | -
            delivery.completed                | -                         | DELIVERED order.delivered                | DELIVERED order.delivered                | DELIVERED order.delivered | -              | -         | -
            delivery.completed, not in stock  | -                         | DELIVERED order.delivered order.adjusted | DELIVERED order.delivered order.adjusted | DELIVERED order.delivered order.adjusted | -              | -         | -
            delivery.failed, not in stock     | -                         | FAILED order.failed                      | FAILED order.failed                      | FAILED order.failed       | -              | -         | -
            delivery.cancelled                | CANCELLED order.cancelled | CANCELLED order.cancelled                | CANCELLED order.cancelled                | -                         | -              | -         | -
            delivery.failed                   | -                         | FAILED order.failed                      | FAILED order.failed                      | FAILED order.failed       | -              | -         | -
            delivery.returned                 | -                         | -                                        | -                                        | -                         | -              | -         | -
            inventory.shortage of some        | -                         | order.adjusted                           | order.adjusted                           | order.adjusted            | order.adjusted | -         | -
            inventory.shortage of everything  | -                         | asks to cancel                           | asks to cancel                           | asks to cancel            | order.adjusted | -         | -
            inventory.shortage of other goods | -                         | -                                        | -                                        | -                         | -              | -         | -
            cancel                            | CANCELLED order.cancelled | asks to cancel                           | asks to cancel                           | refused                   | refused        | refused   | refused
            cancel once stopped               | CANCELLED order.cancelled | CANCELLED order.cancelled                | CANCELLED order.cancelled                | refused                   | refused        | refused   | refused
            check: nobody has paid            | CANCELLED order.cancelled | -                                        | -                                        | -                         | -              | -         | -
            check: paid                       | CONFIRMED order.confirmed | -                                        | -                                        | -                         | -              | -         | -
            check: paid another amount        | -                         | -                                        | -                                        | -                         | -              | -         | -
            check: cash is promised           | CONFIRMED order.confirmed | -                                        | -                                        | -                         | -              | -         | -
            check: payment begun              | -                         | -                                        | -                                        | -                         | -              | -         | -
            check: payment under way          | -                         | -                                        | -                                        | -                         | -              | -         | -
            check: payment refunded           | CANCELLED order.cancelled | -                                        | -                                        | -                         | -              | -         | -
            check: no delivery                | -                         | order.confirmed                          | -                                        | -                         | -              | -         | -
            check: none, and none to come     | -                         | CANCELLED order.cancelled                | CANCELLED order.cancelled                | -                         | -              | -         | -
            check: no rider yet               | -                         | -                                        | -                                        | -                         | -              | -         | -
            check: rider assigned             | -                         | PROCESSING                               | -                                        | -                         | -              | -         | -
            check: picked up                  | -                         | SHIPPED                                  | SHIPPED                                  | -                         | -              | -         | -
            check: on its way                 | -                         | SHIPPED                                  | SHIPPED                                  | -                         | -              | -         | -
            check: delivered                  | -                         | DELIVERED order.delivered                | DELIVERED order.delivered                | DELIVERED order.delivered | -              | -         | -
            check: failed, rider has goods    | -                         | FAILED order.failed                      | FAILED order.failed                      | FAILED order.failed       | -              | -         | -
            check: failed, goods returned     | -                         | FAILED order.failed                      | FAILED order.failed                      | FAILED order.failed       | -              | -         | -
            check: failed, goods in store     | -                         | CANCELLED order.cancelled                | CANCELLED order.cancelled                | -                         | -              | -         | -
            check: stopped as asked           | -                         | CANCELLED order.cancelled                | CANCELLED order.cancelled                | -                         | -              | -         | -
            check: no answer                  | -                         | -                                        | -                                        | -                         | -              | -         | -
            check: delivered, not in stock    | -                         | DELIVERED order.delivered order.adjusted | DELIVERED order.delivered order.adjusted | DELIVERED order.delivered order.adjusted | -              | -         | -
            """;

    private static final Instant NOW = OrderFixtures.NOON.plusSeconds(60);
    private static final UUID RIDER = UUID.randomUUID();
    private static final GeoPoint PLACE = new GeoPoint(40.7128, -74.0060);
    private static final BigDecimal OTHER_AMOUNT = new BigDecimal("0.01");
    private static final Map<String, Occurrence> OCCURRENCES = occurrences();

    /** Something that happens to an order. */
    @FunctionalInterface
    private interface Occurrence {

        List<OrderEvent> to(Order order);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @MethodSource("cells")
    void anOrderChangesAsTheTableSays(String what, OrderStatus status, String expected) {
        assertThat(outcomeOf(OCCURRENCES.get(what), order(status))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} at {1}, twice")
    @MethodSource("cells")
    void whatHappensTwiceIsPublishedOnce(String what, OrderStatus status, String expected) {
        Order order = order(status);
        String first = outcomeOf(OCCURRENCES.get(what), order);
        // The second shortage is another shortage, as far as an order can tell: the same event is kept out by the
        // inbox.
        if (!first.equals("order.adjusted")) {
            assertThat(outcomeOf(OCCURRENCES.get(what), order)).doesNotContain("order.");
        }
    }

    @Test
    void theTableHasEveryStatusAndEveryOccurrence() {
        assertThat(header().subList(1, header().size()))
                .containsExactlyElementsOf(
                        Arrays.stream(OrderStatus.values()).map(Enum::name).toList());
        assertThat(rows().map(List::getFirst)).containsExactlyElementsOf(OCCURRENCES.keySet());
    }

    @Test
    void theTableHasEveryEventThatIsReadAndEveryResultOfACheck() {
        List<String> types = new ArrayList<>(EventStream.PAYMENTS.types());
        types.addAll(EventStream.DELIVERIES.types());
        types.add("inventory.shortage");
        assertThat(types)
                .allSatisfy(type -> assertThat(OCCURRENCES.keySet())
                        .anyMatch(what -> what.equals(type) || what.startsWith(type + " ")));
        assertThat(supervisionResults().values().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(SupervisionResult.class.getPermittedSubclasses());
        assertThat(supervisionResults().values().stream()
                        .filter(DeliveryFound.class::isInstance)
                        .map(found -> ((DeliveryFound) found).delivery().status())
                        .distinct())
                .containsExactlyInAnyOrder(DeliveryState.Status.values());
        assertThat(supervisionResults().values().stream()
                        .filter(PaymentFound.class::isInstance)
                        .map(found -> ((PaymentFound) found).payment().status())
                        .distinct())
                .containsExactlyInAnyOrder(LivePayment.Status.values());
    }

    static Stream<Arguments> cells() {
        return rows().flatMap(row -> IntStream.range(1, row.size())
                .mapToObj(i -> Arguments.of(row.getFirst(), OrderStatus.valueOf(header().get(i)), row.get(i))));
    }

    private static List<String> header() {
        return cellsOf(TABLE.lines().findFirst().orElseThrow());
    }

    private static Stream<List<String>> rows() {
        return TABLE.lines().skip(1).map(OrderWorkflowTests::cellsOf);
    }

    private static List<String> cellsOf(String line) {
        return Arrays.stream(line.split("\\|")).map(String::strip).toList();
    }

    private static Order order(OrderStatus status) {
        return switch (status) {
            case PENDING -> OrderFixtures.pendingOrder();
            case CONFIRMED -> OrderFixtures.confirmedOrder();
            case PROCESSING -> OrderFixtures.processingOrder();
            case SHIPPED -> OrderFixtures.shippedOrder();
            case DELIVERED -> OrderFixtures.deliveredOrder();
            case CANCELLED -> OrderFixtures.cancelledOrder();
            case FAILED -> OrderFixtures.failedOrder();
        };
    }

    private static String outcomeOf(Occurrence occurrence, Order order) {
        OrderStatus before = order.status();
        List<String> outcome = new ArrayList<>();
        try {
            List<OrderEvent> events = occurrence.to(order);
            if (order.status() != before) {
                outcome.add(order.status().name());
            }
            events.forEach(event -> outcome.add(EventStream.typeOf(event)));
            if (order.cancelReason() != null) {
                outcome.add("asks to cancel");
            }
        } catch (StopsDeliveryFirst _) {
            outcome.add("asks to cancel");
        } catch (CancelRefusedException _) {
            outcome.add("refused");
        }
        return outcome.isEmpty() ? "-" : String.join(" ", outcome);
    }

    private static Map<String, Occurrence> occurrences() {
        UUID payment = OrderFixtures.PAYMENT;
        UUID delivery = OrderFixtures.DELIVERY;
        BigDecimal total = OrderFixtures.TOTAL;
        Map<String, Occurrence> all = new LinkedHashMap<>();
        all.put(
                "payment.initiated by card",
                paymentEvent((id, user) -> new PaymentInitiated(payment, id, user, total, "credit_card", NOW)));
        all.put(
                "payment.initiated in cash",
                paymentEvent((id, user) -> new PaymentInitiated(payment, id, user, total, "cod", NOW)));
        all.put(
                "payment.success",
                paymentEvent((id, user) -> new PaymentSucceeded(payment, id, user, total, "tx", NOW)));
        all.put(
                "payment.success of another amount",
                paymentEvent((id, user) -> new PaymentSucceeded(payment, id, user, OTHER_AMOUNT, "tx", NOW)));
        all.put(
                "payment.failed",
                paymentEvent((id, user) -> new PaymentFailed(payment, id, user, total, "declined", NOW)));
        all.put(
                "payment.refunded in part",
                paymentEvent((id, user) -> new PaymentRefunded(payment, id, user, OTHER_AMOUNT, "re", NOW, false)));
        all.put(
                "payment.refunded in full",
                paymentEvent((id, user) -> new PaymentRefunded(payment, id, user, total, "re", NOW, true)));
        all.put(
                "payment.refunded before v2",
                paymentEvent((id, user) -> new PaymentRefunded(payment, id, user, total, "re", NOW, null)));
        all.put(
                "payment.refund_failed",
                paymentEvent((id, user) ->
                        new RefundFailed(payment, id, user, total, UUID.randomUUID(), "refused", 10, NOW)));
        all.put("delivery.assigned", deliveryEvent((id, user) -> new DeliveryAssigned(delivery, id, user, RIDER, NOW)));
        all.put(
                "delivery.unassigned",
                deliveryEvent((id, user) -> new DeliveryUnassigned(delivery, id, user, RIDER, "handed-back", NOW)));
        all.put("delivery.no_rider_found", deliveryEvent((id, user) -> new NoRiderFound(delivery, id, user, NOW, NOW)));
        all.put(
                "delivery.pickup_overdue",
                deliveryEvent((id, user) -> new PickupOverdue(delivery, id, user, RIDER, NOW, NOW)));
        all.put("delivery.started", deliveryEvent((id, _) -> new DeliveryStarted(delivery, id, NOW, PLACE)));
        all.put("delivery.in_transit", deliveryEvent((id, _) -> new DeliveryInTransit(delivery, id, PLACE, NOW)));
        all.put(
                "delivery.delayed",
                deliveryEvent((id, user) -> new DeliveryDelayed(delivery, id, user, RIDER, NOW, NOW)));
        all.put(
                "delivery.completed",
                deliveryEvent((id, _) -> new DeliveryCompleted(delivery, id, RIDER, NOW, PLACE, 12, 3.4)));
        all.put("delivery.completed, not in stock", order -> {
            nothingIsInStock(order);
            return all.get("delivery.completed").to(order);
        });
        all.put("delivery.failed, not in stock", order -> {
            nothingIsInStock(order);
            return all.get("delivery.failed").to(order);
        });
        all.put("delivery.cancelled", deliveryEvent((id, _) -> new DeliveryCancelled(delivery, id, "stopped", NOW)));
        all.put("delivery.failed", deliveryEvent((id, _) -> new DeliveryFailed(delivery, id, "nobody at home", NOW)));
        all.put("delivery.returned", deliveryEvent((id, _) -> new DeliveryReturned(delivery, id, NOW)));
        all.put(
                "inventory.shortage of some",
                order -> order.removeMissing(
                        List.of(new MissingUnits(order.lines().getFirst().productId(), 1)), NOW));
        all.put("inventory.shortage of everything", OrderWorkflowTests::nothingIsInStock);
        all.put(
                "inventory.shortage of other goods",
                order -> order.removeMissing(List.of(new MissingUnits(UUID.randomUUID(), 1)), NOW));
        all.put("cancel", order -> {
            if (order.status().mayBePickedUp()) {
                throw new StopsDeliveryFirst();
            }
            return order.cancel("Changed my mind", NOW);
        });
        all.put("cancel once stopped", order -> order.cancel("Changed my mind", NOW));
        supervisionResults().forEach((what, result) -> all.put(what, order -> result.applyTo(order, NOW)));
        all.put("check: delivered, not in stock", order -> {
            nothingIsInStock(order);
            return all.get("check: delivered").to(order);
        });
        return all;
    }

    private static List<OrderEvent> nothingIsInStock(Order order) {
        return order.removeMissing(
                order.lines().stream()
                        .map(line -> new MissingUnits(line.productId(), line.quantity()))
                        .toList(),
                NOW);
    }

    private static Map<String, SupervisionResult> supervisionResults() {
        Map<String, SupervisionResult> all = new LinkedHashMap<>();
        all.put("check: nobody has paid", new ClosedToPayment());
        all.put("check: paid", payment(LivePayment.Status.SUCCESS, OrderFixtures.TOTAL, "upi"));
        all.put("check: paid another amount", payment(LivePayment.Status.SUCCESS, OTHER_AMOUNT, "upi"));
        all.put("check: cash is promised", payment(LivePayment.Status.PENDING, OrderFixtures.TOTAL, "cod"));
        all.put("check: payment begun", payment(LivePayment.Status.PENDING, OrderFixtures.TOTAL, "upi"));
        all.put("check: payment under way", payment(LivePayment.Status.PROCESSING, OrderFixtures.TOTAL, "upi"));
        all.put("check: payment refunded", payment(LivePayment.Status.REFUNDED, OrderFixtures.TOTAL, "upi"));
        all.put("check: no delivery", delivery(DeliveryState.Status.NONE, Goods.IN_STORE, false));
        all.put("check: none, and none to come", delivery(DeliveryState.Status.NONE, Goods.IN_STORE, true));
        all.put("check: no rider yet", delivery(DeliveryState.Status.PENDING, Goods.IN_STORE, false));
        all.put("check: rider assigned", delivery(DeliveryState.Status.ASSIGNED, Goods.IN_STORE, false));
        all.put("check: picked up", delivery(DeliveryState.Status.PICKED_UP, Goods.WITH_RIDER, false));
        all.put("check: on its way", delivery(DeliveryState.Status.IN_TRANSIT, Goods.WITH_RIDER, false));
        all.put("check: delivered", delivery(DeliveryState.Status.DELIVERED, Goods.WITH_CUSTOMER, false));
        all.put("check: failed, rider has goods", delivery(DeliveryState.Status.FAILED, Goods.WITH_RIDER, false));
        all.put("check: failed, goods returned", delivery(DeliveryState.Status.FAILED, Goods.RETURNED, false));
        all.put("check: failed, goods in store", delivery(DeliveryState.Status.FAILED, Goods.IN_STORE, true));
        all.put("check: stopped as asked", new DeliveryStopped("Refunded in full"));
        all.put("check: no answer", new Unanswered("The delivery service does not answer right now"));
        return all;
    }

    private static SupervisionResult payment(LivePayment.Status status, BigDecimal amount, String method) {
        return new PaymentFound(new LivePayment(OrderFixtures.PAYMENT, status, amount, method));
    }

    private static SupervisionResult delivery(DeliveryState.Status status, Goods goods, boolean stopped) {
        return new DeliveryFound(
                new DeliveryState(status, OrderFixtures.DELIVERY, RIDER, stopped, goods, null, NOW), null);
    }

    private static Occurrence paymentEvent(EventOfOrder<PaymentEvent> event) {
        return order -> OrderWorkflow.apply(event.about(order.id(), order.userId()), order, NOW);
    }

    private static Occurrence deliveryEvent(EventOfOrder<DeliveryEvent> event) {
        return order -> OrderWorkflow.apply(event.about(order.id(), order.userId()), order, NOW);
    }

    @FunctionalInterface
    private interface EventOfOrder<E> {

        E about(UUID orderId, UUID userId);
    }

    /** Whether the order can still be cancelled, the delivery service decides. */
    private static final class StopsDeliveryFirst extends RuntimeException {}
}
