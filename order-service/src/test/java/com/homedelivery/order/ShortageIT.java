package com.homedelivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.order.domain.Orders;
import com.homedelivery.order.domain.pricing.OrderLine;
import com.homedelivery.order.support.DeliveryServiceStub.Delivery;
import com.homedelivery.order.support.EventFixtures;
import com.homedelivery.order.support.ProductServiceStub.Product;
import com.homedelivery.shared.event.InventoryEvent.MissingUnits;
import com.homedelivery.shared.event.InventoryEvent.OutOfStock;
import com.homedelivery.shared.event.OrderEvent.Item;
import com.homedelivery.shared.event.OrderEvent.OrderAdjusted;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.testing.ApiClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What becomes of a paid order whose goods are not in stock. */
class ShortageIT extends OrderServiceTest {

    private final Product milk = products.add("Milk", "2.99", true);

    @Test
    void removesWhatIsMissingAndRefundsItsPrice() {
        ApiClient customer = api.asCustomer();
        putInCart(customer, 3, "2.99", milk);
        var coffee = putInCart(customer, "Coffee", 1, "19.50");
        UUID order = confirmed(customer, "28.47");

        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 2), new MissingUnits(coffee.id(), 5)));

        OrderAdjusted adjusted = (OrderAdjusted) published
                .awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderAdjusted.class)
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
    void handlesTheSameShortageOnce() {
        UUID order = confirmedOrderOfThreeMilk(api.asCustomer());
        UUID event = UUID.randomUUID();

        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 1)), event);
        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 1)), event);
        events.publish(EventFixtures.shortage(order, new MissingUnits(UUID.randomUUID(), 1)));

        awaitCauses(order, "Order placed", "Paid", "Not in stock: 1 × Milk; 2.99 goes back", "Not in stock");
        published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderAdjusted.class);
    }

    @Test
    void readsTheLinesOfAnOrderAfterWaitingForItsLock(
            @Autowired Orders orders, @Autowired TransactionTemplate transaction) throws Exception {
        UUID order = confirmedOrderOfThreeMilk(api.asCustomer());
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
                await().atMost(Duration.ofMinutes(1)).until(this::isAnyoneWaitingForALock);
                return waiting;
            });
            assertThat(seen.get()).containsExactly(1);
        }
    }

    private boolean isAnyoneWaitingForALock() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock')""").query(Boolean.class).single();
    }

    @Test
    void cancelsAnOrderOfWhichNothingIsInStock() {
        UUID order = confirmedOrderOfThreeMilk(api.asCustomer());

        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        awaitStatus(order, "CANCELLED");
        assertThat(deliveries.stopRequestsFor(order)).containsExactly("Not in stock, even if picked up");
        assertThat(awaitCancellation(order).reason()).isEqualTo("Not in stock");
    }

    @Test
    void refundsEverythingWhenTheRiderIsFasterThanTheCancellation() {
        UUID order = confirmedOrderOfThreeMilk(api.asCustomer());
        deliverBeforeItIsStopped(order);

        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        awaitStatus(order, "DELIVERED");
        OrderAdjusted adjusted = (OrderAdjusted) published
                .awaitExactly(
                        order, OrderCreated.class, OrderConfirmed.class, OrderDelivered.class, OrderAdjusted.class)
                .getLast();
        assertThat(adjusted.removed()).containsExactly(new Item(milk.id(), "Milk", 3, new BigDecimal("2.99")));
        assertThat(adjusted.refundAmount()).isEqualByComparingTo("8.97");
        awaitCauses(
                order, "Order placed", "Paid", "Not in stock", "Delivered", "Not in stock: 3 × Milk; 8.97 goes back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"credit_card", "cod"})
    void hasTheRiderReturnAnOrderOfWhichNothingWasInStock(String method) {
        ApiClient customer = api.asCustomer();
        putInCart(customer, 2, "2.99", milk);
        UUID order = order(customer).id();
        events.publish(EventFixtures.paymentInitiated(order, method));
        if (!method.equals("cod")) {
            events.publish(EventFixtures.paid(order));
        }
        awaitStatus(order, "CONFIRMED");
        events.publish(EventFixtures.started(order));
        awaitStatus(order, "SHIPPED");
        deliveries.setStopOutcome(order, "STOPPED_ON_THE_WAY");
        deliveries.set(order, new Delivery("FAILED", "WITH_RIDER", false, "Not in stock"));

        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 2)));

        awaitStatus(order, "FAILED");
        assertThat(deliveries.stopRequestsFor(order)).containsExactly("Not in stock, even if picked up");
        published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderFailed.class);
    }

    @Test
    void refundsEverythingWhenAShippedOrderIsDeliveredBeforeItIsStopped() {
        UUID order = confirmedOrderOfThreeMilk(api.asCustomer());
        events.publish(EventFixtures.started(order));
        awaitStatus(order, "SHIPPED");
        deliverBeforeItIsStopped(order);

        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        OrderAdjusted adjusted = (OrderAdjusted) published
                .awaitExactly(
                        order, OrderCreated.class, OrderConfirmed.class, OrderDelivered.class, OrderAdjusted.class)
                .getLast();
        assertThat(adjusted.refundAmount()).isEqualByComparingTo("8.97");
        assertThat(adjusted.deliveredAt()).isNotNull();
    }

    @Test
    void refundsEverythingAlsoAfterTheDelivery() {
        ApiClient customer = api.asCustomer();
        UUID order = confirmedOrderOfThreeMilk(customer);
        events.publish(EventFixtures.completed(order));
        awaitStatus(order, "DELIVERED");

        events.publish(EventFixtures.shortage(order, new MissingUnits(milk.id(), 3)));

        awaitCauses(order, "Order placed", "Paid", "Delivered", "Not in stock: 3 × Milk; 8.97 goes back");
        assertThat(statusOf(order)).isEqualTo("DELIVERED");
        assertThat(customer.get("/orders/" + order).data().get("totalAmount").decimalValue())
                .isZero();
    }

    @Test
    void ignoresOtherEventsOfTheStock() {
        UUID order = pendingOrder(api.asCustomer());

        events.publish(new OutOfStock(UUID.randomUUID(), Instant.now()));
        events.publish(EventFixtures.shortage(UUID.randomUUID(), new MissingUnits(UUID.randomUUID(), 1)));
        events.publish(EventFixtures.paid(order));

        awaitStatus(order, "CONFIRMED");
    }

    private static void deliverBeforeItIsStopped(UUID order) {
        deliveries.setStopOutcome(order, "DELIVERED");
        deliveries.set(order, new Delivery("DELIVERED", "WITH_CUSTOMER"));
    }

    private UUID confirmedOrderOfThreeMilk(ApiClient customer) {
        putInCart(customer, 3, "2.99", milk);
        return confirmed(customer, "8.97");
    }

    private UUID confirmed(ApiClient customer, String total) {
        UUID order = order(customer).id();
        events.publish(EventFixtures.paid(order, EventFixtures.amount(total)));
        awaitStatus(order, "CONFIRMED");
        return order;
    }
}
