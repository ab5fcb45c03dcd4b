package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.StubServices.Delivery;
import com.homedelivery.order.domain.OrderLine;
import com.homedelivery.order.domain.Orders;
import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What becomes of a paid order whose goods are not there. */
class ShortageIT extends OrderServiceTest {

    @Test
    void whatIsMissingComesOffTheOrderAndItsPriceGoesBack() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 3, "2.99");
        var coffee = neighbours.inCartOf(customer, "Coffee", 1, "19.50");
        UUID order = confirmed(customer, "28.47");

        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 2), new MissingUnits(coffee.id(), 5)));

        OrderAdjusted adjusted =
                (OrderAdjusted) awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderAdjusted.class))
                        .getLast();
        assertThat(adjusted.removed())
                .containsExactly(
                        new Item(milk.id(), "Milk", 2, new BigDecimal("2.99")),
                        new Item(coffee.id(), "Coffee", 1, new BigDecimal("19.50")));
        assertThat(adjusted.refundAmount()).isEqualByComparingTo("25.48");
        assertThat(adjusted.totalAmount()).isEqualByComparingTo("2.99");
        assertThat(adjusted.deliveredAt()).isNull();
        JsonNode seen = customer.get("/orders/" + order).data();
        assertThat(seen.get("status").asString()).isEqualTo("CONFIRMED");
        assertThat(seen.get("totalAmount").decimalValue()).isEqualByComparingTo("2.99");
        assertThat(seen.get("items").size()).isEqualTo(1);
        assertThat(seen.at("/items/0/quantity").asInt()).isEqualTo(1);
        assertThat(causesOf(order).getLast()).isEqualTo("Not in stock: 2 × Milk, 1 × Coffee; 25.48 goes back");
    }

    @Test
    void theSameShortageCountsOnce() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 3, "2.99");
        UUID order = confirmed(customer, "8.97");
        UUID event = UUID.randomUUID();

        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 1)), event);
        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 1)), event);
        arrives(EventFixtures.shortage(order, new MissingUnits(UUID.randomUUID(), 1)));

        awaitCauses(order, "Order placed", "Paid", "Not in stock: 1 × Milk; 2.99 goes back", "Not in stock");
        awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderAdjusted.class));
    }

    @Test
    void whoHasWaitedForAnOrderSeesItsLinesAsTheyAreThen(
            @Autowired Orders orders, @Autowired TransactionTemplate transaction) throws Exception {
        Api customer = customer();
        neighbours.inCartOf(customer, "Milk", 3, "2.99");
        UUID order = confirmed(customer, "8.97");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = transaction.execute(_ -> {
                jdbc.sql("select id from orders where id = ? for update")
                        .param(order)
                        .query()
                        .singleRow();
                jdbc.sql("update order_lines set quantity = 1 where order_id = ?")
                        .param(order)
                        .update();
                var waiting = threads.submit(
                        () -> transaction.execute(_ -> orders.findByIdForUpdate(order).orElseThrow().lines().stream()
                                .map(OrderLine::quantity)
                                .toList()));
                await().atMost(Duration.ofMinutes(1)).until(this::somebodyWaitsForALock);
                return waiting;
            });
            assertThat(seen.get()).containsExactly(1);
        }
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single();
    }

    @Test
    void anOrderOfWhichNothingIsThereIsCancelled() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 3, "2.99");
        UUID order = confirmed(customer, "8.97");

        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        awaitStatus(order, "CANCELLED");
        assertThat(neighbours.stopsAskedFor(order)).containsExactly("Not in stock, even if picked up");
        OrderCancelled cancelled = (OrderCancelled)
                awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderCancelled.class))
                        .getLast();
        assertThat(cancelled.reason()).isEqualTo("Not in stock");
    }

    @Test
    void theMoneyGoesBackWhenTheRiderIsFasterThanTheCancellation() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 3, "2.99");
        UUID order = confirmed(customer, "8.97");
        neighbours.answersToStop(order, "DELIVERED");
        neighbours.delivers(order, new Delivery("DELIVERED", "WITH_CUSTOMER", false, null));

        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        awaitStatus(order, "DELIVERED");
        OrderAdjusted adjusted = (OrderAdjusted) awaitTold(
                        order,
                        List.of(OrderCreated.class, OrderConfirmed.class, OrderDelivered.class, OrderAdjusted.class))
                .getLast();
        assertThat(adjusted.removed()).containsExactly(new Item(milk.id(), "Milk", 3, new BigDecimal("2.99")));
        assertThat(adjusted.refundAmount()).isEqualByComparingTo("8.97");
        awaitCauses(
                order, "Order placed", "Paid", "Not in stock", "Delivered", "Not in stock: 3 × Milk; 8.97 goes back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit_card", "cod"})
    void aBagWithNothingInItIsTurnedBack(String method) {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 2, "2.99");
        UUID order = UUID.fromString(order(customer).data().get("id").asString());
        arrives(EventFixtures.paymentBegun(order, method));
        if (!method.equals("cod")) {
            arrives(EventFixtures.paid(order));
        }
        awaitStatus(order, "CONFIRMED");
        arrives(EventFixtures.started(order));
        awaitStatus(order, "SHIPPED");
        neighbours.answersToStop(order, "STOPPED_ON_THE_WAY");
        neighbours.delivers(order, new Delivery("FAILED", "WITH_RIDER", false, "Not in stock"));

        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 2)));

        awaitStatus(order, "FAILED");
        assertThat(neighbours.stopsAskedFor(order)).containsExactly("Not in stock, even if picked up");
        awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderFailed.class));
    }

    @Test
    void theMoneyGoesBackWhenTheRiderIsAtTheDoorBeforeBeingTurnedBack() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 3, "2.99");
        UUID order = confirmed(customer, "8.97");
        arrives(EventFixtures.started(order));
        awaitStatus(order, "SHIPPED");
        neighbours.answersToStop(order, "DELIVERED");
        neighbours.delivers(order, new Delivery("DELIVERED", "WITH_CUSTOMER", false, null));

        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        OrderAdjusted adjusted = (OrderAdjusted) awaitTold(
                        order,
                        List.of(OrderCreated.class, OrderConfirmed.class, OrderDelivered.class, OrderAdjusted.class))
                .getLast();
        assertThat(adjusted.refundAmount()).isEqualByComparingTo("8.97");
        assertThat(adjusted.deliveredAt()).isNotNull();
    }

    @Test
    void theMoneyGoesBackAlsoForWhatWasMissingInABagThatHasArrived() {
        Api customer = customer();
        var milk = neighbours.inCartOf(customer, "Milk", 3, "2.99");
        UUID order = confirmed(customer, "8.97");
        arrives(EventFixtures.completed(order));
        awaitStatus(order, "DELIVERED");

        arrives(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        awaitCauses(order, "Order placed", "Paid", "Delivered", "Not in stock: 3 × Milk; 8.97 goes back");
        assertThat(statusOf(order)).isEqualTo("DELIVERED");
        assertThat(customer.get("/orders/" + order).data().get("totalAmount").decimalValue())
                .isZero();
    }

    @Test
    void otherNewsOfTheStockIsNotRead() {
        UUID order = placedBy(customer());

        arrives(new OutOfStock(UUID.randomUUID(), Instant.now()));
        arrives(EventFixtures.shortage(UUID.randomUUID(), new MissingUnits(UUID.randomUUID(), 1)));
        arrives(EventFixtures.paid(order));

        awaitStatus(order, "CONFIRMED");
    }

    private UUID confirmed(Api customer, String total) {
        UUID order = UUID.fromString(order(customer).data().get("id").asString());
        arrives(EventFixtures.paid(order, EventFixtures.amount(total)));
        awaitStatus(order, "CONFIRMED");
        return order;
    }
}
