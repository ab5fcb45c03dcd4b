package com.homedelivery.order;

import static com.homedelivery.order.support.EventFixtures.DELIVERED_AT;
import static com.homedelivery.order.support.EventFixtures.DELIVERY;
import static com.homedelivery.order.support.EventFixtures.PAYMENT;
import static com.homedelivery.order.support.EventFixtures.RIDER;
import static com.homedelivery.order.support.EventFixtures.amount;
import static com.homedelivery.order.support.EventFixtures.assigned;
import static com.homedelivery.order.support.EventFixtures.completed;
import static com.homedelivery.order.support.EventFixtures.failed;
import static com.homedelivery.order.support.EventFixtures.inTransit;
import static com.homedelivery.order.support.EventFixtures.paid;
import static com.homedelivery.order.support.EventFixtures.paymentFailed;
import static com.homedelivery.order.support.EventFixtures.paymentInitiated;
import static com.homedelivery.order.support.EventFixtures.refunded;
import static com.homedelivery.order.support.EventFixtures.started;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import com.homedelivery.shared.testing.ApiClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What events of other services do to an order; each step waits until the one before has been handled. */
class OrderWorkflowIT extends OrderServiceTest {

    @Test
    void followsAnOrderFromItsPaymentUntilItIsDelivered() {
        ApiClient customer = api.asCustomer();
        UUID order = pendingOrder(customer);

        events.publish(paymentInitiated(order, "credit_card"));
        awaitStill("PENDING", order, "Order placed", "Payment begun by credit_card");
        events.publish(paid(order));
        awaitStatus(order, "CONFIRMED");
        events.publish(assigned(order));
        awaitStatus(order, "PROCESSING");
        events.publish(started(order));
        awaitStatus(order, "SHIPPED");
        events.publish(inTransit(order));
        events.publish(completed(order));
        awaitStatus(order, "DELIVERED");

        JsonNode seen = customer.get("/orders/" + order).data();
        assertThat(seen.get("paymentId").asString()).isEqualTo(PAYMENT.toString());
        assertThat(seen.get("deliveryId").asString()).isEqualTo(DELIVERY.toString());
        var happened = published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderDelivered.class);
        OrderConfirmed confirmed = (OrderConfirmed) happened.get(1);
        assertThat(confirmed.items()).isEqualTo(((OrderCreated) happened.getFirst()).items());
        assertThat(confirmed.totalAmount()).isEqualByComparingTo("5.98");
        OrderDelivered delivered = (OrderDelivered) happened.getLast();
        assertThat(delivered.deliveryAgentId()).isEqualTo(RIDER);
        assertThat(delivered.deliveredAt()).isEqualTo(DELIVERED_AT);
        assertThat(causesOf(order))
                .containsExactly(
                        "Order placed",
                        "Payment begun by credit_card",
                        "Paid",
                        "Rider assigned",
                        "Picked up by the rider",
                        "Delivered");
    }

    @Test
    void confirmsCashOnDeliveryAtOnceAndRecordsItWhenPaid() {
        UUID order = pendingOrder(api.asCustomer());

        events.publish(paymentInitiated(order, "cod"));
        awaitStatus(order, "CONFIRMED");
        events.publish(completed(order));
        awaitStatus(order, "DELIVERED");
        events.publish(paid(order));

        awaitCauses(order, "Order placed", "To be paid in cash on delivery", "Delivered", "Paid");
        published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderDelivered.class);
    }

    @Test
    void isConfirmedByAnotherPaymentAfterOneFailed() {
        UUID order = pendingOrder(api.asCustomer());

        events.publish(paymentFailed(order));
        awaitStill("PENDING", order, "Order placed", "Payment failed: card declined");
        events.publish(paid(order));

        awaitStatus(order, "CONFIRMED");
    }

    @Test
    void handlesTheSameEventOnce() {
        UUID order = pendingOrder(api.asCustomer());
        UUID event = UuidCreator.getTimeOrderedEpoch();

        events.publish(paid(order), event);
        events.publish(paid(order), event);
        events.publish(paymentFailed(order));

        awaitConfirmedOnce(order, "Order placed", "Paid", "Payment failed: card declined");
    }

    @Test
    void isConfirmedOnceByTwoPayments() {
        UUID order = pendingOrder(api.asCustomer());

        events.publish(paid(order));
        events.publish(paid(order));

        awaitConfirmedOnce(order, "Order placed", "Paid", "Paid");
    }

    @Test
    void isNotConfirmedByAnotherAmount() {
        UUID order = pendingOrder(api.asCustomer());

        events.publish(paid(order, amount("0.01")));

        awaitStill("PENDING", order, "Order placed", "Paid, but for 0.01 instead of 5.98");
    }

    @Test
    void recordsAPaymentAfterTheCancellationAndItsRefund() {
        ApiClient customer = api.asCustomer();
        UUID order = pendingOrder(customer);
        cancel(customer, order);

        events.publish(paid(order));
        awaitCauses(order, "Order placed", "Cancelled by the customer", "Paid");
        events.publish(refunded(order));

        awaitStill("CANCELLED", order, "Order placed", "Cancelled by the customer", "Paid", "Refunded 5.98");
        published.awaitExactly(order, OrderCreated.class, OrderCancelled.class);
    }

    @Test
    void isDeliveredAlsoWhenEventsOvertakeEachOther() {
        UUID order = shippedOrder(api.asCustomer());
        events.publish(assigned(order));
        awaitCauses(order, "Order placed", "Paid", "Picked up by the rider", "Rider assigned");
        events.publish(completed(order));
        awaitStatus(order, "DELIVERED");
        events.publish(started(order));

        awaitStill(
                "DELIVERED",
                order,
                "Order placed",
                "Paid",
                "Picked up by the rider",
                "Rider assigned",
                "Delivered",
                "Picked up by the rider");
        published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderDelivered.class);
    }

    @Test
    void failsOnceWithItsDelivery() {
        UUID order = shippedOrder(api.asCustomer());

        events.publish(failed(order));
        events.publish(failed(order));

        awaitCauses(
                order,
                "Order placed",
                "Paid",
                "Picked up by the rider",
                "Delivery failed: nobody at home",
                "Delivery failed: nobody at home");
        var happened = published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class, OrderFailed.class);
        assertThat(((OrderFailed) happened.getLast()).reason()).isEqualTo("nobody at home");
    }

    @Test
    void failsWithItsDeliveryBeforePickup() {
        UUID order = confirmedOrder(api.asCustomer());

        events.publish(failed(order));

        awaitStatus(order, "FAILED");
    }

    @Test
    void staysCancelledWhateverItsDeliveryDoes() {
        ApiClient customer = api.asCustomer();
        UUID order = confirmedOrder(customer);
        cancel(customer, order);

        events.publish(assigned(order));

        awaitStill("CANCELLED", order, "Order placed", "Paid", "Cancelled by the customer", "Rider assigned");
    }

    @Test
    void ignoresAnEventOfAnUnknownOrder() {
        UUID order = pendingOrder(api.asCustomer());

        events.publish(paid(UUID.randomUUID()));
        events.publish(paid(order));

        awaitStatus(order, "CONFIRMED");
    }

    /** The order has this status after all that happened. */
    private void awaitStill(String status, UUID order, String... causes) {
        awaitCauses(order, causes);
        assertThat(statusOf(order)).isEqualTo(status);
    }

    private void awaitConfirmedOnce(UUID order, String... causes) {
        awaitCauses(order, causes);
        published.awaitExactly(order, OrderCreated.class, OrderConfirmed.class);
    }
}
