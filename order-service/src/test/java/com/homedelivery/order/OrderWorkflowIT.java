package com.homedelivery.order;

import static com.homedelivery.order.EventFixtures.AT_THE_DOOR;
import static com.homedelivery.order.EventFixtures.DELIVERY;
import static com.homedelivery.order.EventFixtures.PAYMENT;
import static com.homedelivery.order.EventFixtures.RIDER;
import static com.homedelivery.order.EventFixtures.amount;
import static com.homedelivery.order.EventFixtures.assigned;
import static com.homedelivery.order.EventFixtures.completed;
import static com.homedelivery.order.EventFixtures.failed;
import static com.homedelivery.order.EventFixtures.inTransit;
import static com.homedelivery.order.EventFixtures.paid;
import static com.homedelivery.order.EventFixtures.paymentBegun;
import static com.homedelivery.order.EventFixtures.paymentFailed;
import static com.homedelivery.order.EventFixtures.refunded;
import static com.homedelivery.order.EventFixtures.started;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import com.homedelivery.shared.event.OrderEvent.OrderCancelled;
import com.homedelivery.shared.event.OrderEvent.OrderConfirmed;
import com.homedelivery.shared.event.OrderEvent.OrderCreated;
import com.homedelivery.shared.event.OrderEvent.OrderDelivered;
import com.homedelivery.shared.event.OrderEvent.OrderFailed;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The life of an order, as a script of what arrives; each step waits until the one before has been acted on. */
class OrderWorkflowIT extends OrderServiceTest {

    @Test
    void fromPaymentToTheDoor() {
        Api customer = customer();
        UUID order = placedBy(customer);

        arrives(paymentBegun(order, "credit_card"));
        awaitCauses(order, "Order placed", "Payment begun by credit_card");
        assertThat(statusOf(order)).isEqualTo("PENDING");
        arrives(paid(order));
        awaitStatus(order, "CONFIRMED");
        arrives(assigned(order));
        awaitStatus(order, "PROCESSING");
        arrives(started(order));
        awaitStatus(order, "SHIPPED");
        arrives(inTransit(order));
        arrives(completed(order));
        awaitStatus(order, "DELIVERED");

        JsonNode seen = customer.get("/orders/" + order).data();
        assertThat(seen.get("paymentId").asString()).isEqualTo(PAYMENT.toString());
        assertThat(seen.get("deliveryId").asString()).isEqualTo(DELIVERY.toString());
        var told = awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderDelivered.class));
        OrderConfirmed confirmed = (OrderConfirmed) told.get(1);
        assertThat(confirmed.items()).isEqualTo(((OrderCreated) told.getFirst()).items());
        assertThat(confirmed.totalAmount()).isEqualByComparingTo("5.98");
        OrderDelivered delivered = (OrderDelivered) told.getLast();
        assertThat(delivered.deliveryAgentId()).isEqualTo(RIDER);
        assertThat(delivered.deliveredAt()).isEqualTo(AT_THE_DOOR);
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
    void cashOnDeliveryConfirmsAtOnceAndIsRecordedWhenItComes() {
        UUID order = placedBy(customer());

        arrives(paymentBegun(order, "cod"));
        awaitStatus(order, "CONFIRMED");
        arrives(completed(order));
        awaitStatus(order, "DELIVERED");
        arrives(paid(order));

        awaitCauses(order, "Order placed", "To be paid in cash on delivery", "Delivered", "Paid");
        awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderDelivered.class));
    }

    @Test
    void aFailedPaymentLeavesRoomForAnother() {
        UUID order = placedBy(customer());

        arrives(paymentFailed(order));
        awaitCauses(order, "Order placed", "Payment failed: card declined");
        assertThat(statusOf(order)).isEqualTo("PENDING");
        arrives(paid(order));

        awaitStatus(order, "CONFIRMED");
    }

    @Test
    void theSameEventTwiceCountsOnce() {
        UUID order = placedBy(customer());
        UUID event = UuidCreator.getTimeOrderedEpoch();

        arrives(paid(order), event);
        arrives(paid(order), event);
        arrives(paymentFailed(order));

        awaitCauses(order, "Order placed", "Paid", "Payment failed: card declined");
        awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class));
    }

    @Test
    void twoPaymentsConfirmOnce() {
        UUID order = placedBy(customer());

        arrives(paid(order));
        arrives(paid(order));

        awaitCauses(order, "Order placed", "Paid", "Paid");
        awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class));
    }

    @Test
    void anotherAmountDoesNotConfirm() {
        UUID order = placedBy(customer());

        arrives(paid(order, amount("0.01")));

        awaitCauses(order, "Order placed", "Paid, but for 0.01 instead of 5.98");
        assertThat(statusOf(order)).isEqualTo("PENDING");
    }

    @Test
    void aPaymentAfterTheCancellationIsRecordedAndItsRefundToo() {
        Api customer = customer();
        UUID order = placedBy(customer);
        customer.post("/orders/" + order + "/cancel", "{}");

        arrives(paid(order));
        awaitCauses(order, "Order placed", "Cancelled by the customer", "Paid");
        arrives(refunded(order));

        awaitCauses(order, "Order placed", "Cancelled by the customer", "Paid", "Refunded 5.98");
        assertThat(statusOf(order)).isEqualTo("CANCELLED");
        awaitTold(order, List.of(OrderCreated.class, OrderCancelled.class));
    }

    @Test
    void newsThatOvertakeEachOtherEndAtTheDoorAllTheSame() {
        UUID order = placedBy(customer());

        arrives(paid(order));
        awaitStatus(order, "CONFIRMED");
        arrives(started(order));
        awaitStatus(order, "SHIPPED");
        arrives(assigned(order));
        awaitCauses(order, "Order placed", "Paid", "Picked up by the rider", "Rider assigned");
        arrives(completed(order));
        awaitStatus(order, "DELIVERED");
        arrives(started(order));

        awaitCauses(
                order,
                "Order placed",
                "Paid",
                "Picked up by the rider",
                "Rider assigned",
                "Delivered",
                "Picked up by the rider");
        assertThat(statusOf(order)).isEqualTo("DELIVERED");
        awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderDelivered.class));
    }

    @Test
    void aFailedDeliveryFailsTheOrderOnce() {
        UUID order = placedBy(customer());
        arrives(paid(order));
        awaitStatus(order, "CONFIRMED");
        arrives(started(order));
        awaitStatus(order, "SHIPPED");

        arrives(failed(order));
        arrives(failed(order));

        awaitCauses(
                order,
                "Order placed",
                "Paid",
                "Picked up by the rider",
                "Delivery failed: nobody at home",
                "Delivery failed: nobody at home");
        var told = awaitTold(order, List.of(OrderCreated.class, OrderConfirmed.class, OrderFailed.class));
        assertThat(((OrderFailed) told.getLast()).reason()).isEqualTo("nobody at home");
    }

    @Test
    void aDeliveryMayFailBeforePickup() {
        UUID order = placedBy(customer());
        arrives(paid(order));
        awaitStatus(order, "CONFIRMED");

        arrives(failed(order));

        awaitStatus(order, "FAILED");
    }

    @Test
    void aDeliveryDoesNotMoveACancelledOrder() {
        Api customer = customer();
        UUID order = placedBy(customer);
        arrives(paid(order));
        awaitStatus(order, "CONFIRMED");
        customer.post("/orders/" + order + "/cancel", "{}");

        arrives(assigned(order));

        awaitCauses(order, "Order placed", "Paid", "Cancelled by the customer", "Rider assigned");
        assertThat(statusOf(order)).isEqualTo("CANCELLED");
    }

    @Test
    void anEventAboutAnUnknownOrderHoldsNothingUp() {
        UUID order = placedBy(customer());

        arrives(paid(UUID.randomUUID()));
        arrives(paid(order));

        awaitStatus(order, "CONFIRMED");
    }
}
