package com.homedelivery.systemtests;

import static com.homedelivery.systemtests.Shop.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Rider;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Cancelling gives stock and money back, until the rider has picked the order up. */
class ChangeOfMindIT extends SystemTest {

    @Test
    void anUnpaidOrderGivesItsStockBack() {
        JsonNode apples = shop.product(5);
        Customer customer = shop.customer();
        String orderId = shop.order(customer, apples, 5).path("id").asString();
        assertThat(available(apples)).isZero();

        assertThat(customer.cancel(orderId).expect(200).data().path("status").asString())
                .isEqualTo("CANCELLED");

        await("the stock comes back").until(() -> available(apples) == 5);
        assertThat(customer.cancel(orderId).expect(400).errorCode()).isEqualTo("CANCEL_FAILED");
        assertThat(customer.pay(orderId, new java.math.BigDecimal("12.50"), "upi")
                        .expect(400)
                        .errorCode())
                .isEqualTo("PAYMENT_FAILED");
    }

    @Test
    void aPaidAndAssignedOrderGivesStockAndMoneyBackAndFreesTheRider() {
        JsonNode apples = shop.product(5);
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();
        String orderId = shop.confirmedOrder(customer, apples, 3);
        shop.acceptOffer(rider, orderId);
        awaitStatus(customer, orderId, "PROCESSING");
        String paymentId = customer.orderOf(orderId).path("paymentId").asString();

        customer.cancel(orderId).expect(200);

        await("the stock comes back").until(() -> available(apples) == 5);
        await("the money comes back")
                .untilAsserted(
                        () -> assertThat(customer.statusOfPayment(paymentId)).isEqualTo("REFUNDED"));
        assertThat(quantity(apples)).isEqualTo(5);

        Customer next = shop.customer();
        String nextOrder = shop.confirmedOrder(next, apples, 1);
        String delivery = shop.acceptOffer(rider, nextOrder);
        shop.pickUpAndDeliver(rider, next, nextOrder, delivery);
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    @Test
    void isTooLateOnceTheRiderHasIt() {
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();
        String orderId = shop.confirmedOrder(customer, shop.product(5), 1);
        String deliveryId = shop.acceptOffer(rider, orderId);
        rider.pickUp(deliveryId).expect(200);
        awaitStatus(customer, orderId, "SHIPPED");

        assertThat(customer.cancel(orderId).expect(400).errorCode()).isEqualTo("CANCEL_FAILED");

        String otp = customer.track(orderId).data().path("otp").asString();
        rider.deliver(deliveryId, otp).expect(200);
        awaitStatus(customer, orderId, "DELIVERED");
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    private int available(JsonNode product) {
        return shop.admin()
                .stockOf(product.path("id").asString())
                .path("available")
                .asInt();
    }

    private int quantity(JsonNode product) {
        return shop.admin()
                .stockOf(product.path("id").asString())
                .path("quantity")
                .asInt();
    }
}
