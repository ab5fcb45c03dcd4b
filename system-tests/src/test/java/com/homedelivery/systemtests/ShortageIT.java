package com.homedelivery.systemtests;

import static com.homedelivery.systemtests.Shop.awaitStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Rider;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

/** The store does not have what was ordered and paid: nobody pays for what does not come. */
@DisabledIfSystemProperty(
        named = RunningSuite.ELSEWHERE,
        matches = ".+",
        disabledReason = "kills a service and changes what another has stored")
class ShortageIT extends SystemTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void whenNothingIsThereTheOrderIsCancelledAndAllTheMoneyGoesBack() throws SQLException {
        Customer customer = shop.customer();
        JsonNode apples = shop.product(3);
        String orderId = shop.order(customer, apples, 3).path("id").asString();
        reservationLapses(orderId);
        shop.admin().setStock(idOf(apples), 0);

        String paymentId = pay(customer, orderId, "7.50", "credit_card");

        awaitStatus(customer, orderId, "CANCELLED");
        awaitPayment(customer, paymentId, "REFUNDED");
        assertThat(refundsOf(paymentId)).containsExactly("SUCCESS 7.5");
        awaitMails(customer, "order-cancelled", "payment-refunded");
        JsonNode stock = shop.admin().stockOf(idOf(apples));
        assertThat(stock.path("quantity").asInt()).isZero();
        assertThat(stock.path("reserved").asInt()).isZero();
    }

    @Test
    void whenOneLineIsNotThereItsPriceGoesBackAndTheRestArrives() throws SQLException {
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();
        JsonNode apples = shop.product(5);
        JsonNode pears = shop.product(2);
        customer.addToCart(apples, 1).expect(200);
        String orderId = shop.order(customer, pears, 2).path("id").asString();
        reservationLapses(orderId);
        shop.admin().setStock(idOf(pears), 0);

        String paymentId = pay(customer, orderId, "7.50", "credit_card");

        await("the order is adjusted").atMost(SOON).untilAsserted(() -> {
            JsonNode order = customer.orderOf(orderId);
            assertThat(order.path("totalAmount").decimalValue()).isEqualByComparingTo("2.50");
            assertThat(order.path("items")).hasSize(1);
            assertThat(order.at("/items/0/productId").asString()).isEqualTo(idOf(apples));
        });
        await("the price of what is missing is back")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(refundsOf(paymentId)).containsExactly("SUCCESS 5"));
        awaitMails(customer, "order-adjusted", "payment-refunded");

        shop.pickUpAndDeliver(rider, customer, orderId, shop.acceptOffer(rider, orderId));
        assertThat(customer.statusOfPayment(paymentId)).isEqualTo("SUCCESS");
        assertThat(customer.paymentOf(paymentId)
                        .data()
                        .at("/metadata/refundedAmount")
                        .decimalValue())
                .isEqualByComparingTo("5.00");
        assertThat(shop.admin().stockOf(idOf(apples)).path("quantity").asInt()).isEqualTo(4);
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    @Test
    void aRiderWithAnEmptyBagIsTurnedBackAndNoCashIsTaken() throws Exception {
        Rider rider = shop.riderAtTheStore();
        Customer customer = shop.customer();
        JsonNode apples = shop.product(3);
        String orderId = shop.order(customer, apples, 3).path("id").asString();
        reservationLapses(orderId);
        shop.admin().setStock(idOf(apples), 0);
        String paymentId;
        suite.kill("inventory-service");
        try {
            paymentId = pay(customer, orderId, "7.50", "cod");
            rider.pickUp(shop.acceptOffer(rider, orderId)).expect(200);
            awaitStatus(customer, orderId, "SHIPPED");
        } finally {
            suite.start("inventory-service");
        }

        awaitStatus(customer, orderId, "FAILED");
        awaitPayment(customer, paymentId, "FAILED");
        assertThat(refundsOf(paymentId)).isEmpty();
        awaitMails(customer, "order-failed");
        assertThat(rider.deliveries().at("/0/status").asString()).isEqualTo("FAILED");
        rider.goOffline(Shop.STORE_LAT, Shop.STORE_LNG);
    }

    /** What only happens when order-service and inventory-service have been apart for very long. */
    private void reservationLapses(String orderId) throws SQLException {
        ServerAddresses servers = suite.servers();
        try (Connection inventory = DriverManager.getConnection(
                servers.jdbcUrl("inventory_db"),
                ServerAddresses.DATABASE_USERNAME,
                ServerAddresses.DATABASE_PASSWORD)) {
            for (String sql : List.of(
                    """
                    update stock s set reserved = s.reserved - l.quantity, version = s.version + 1
                    from reservation_lines l where l.product_id = s.product_id and l.order_id = ?
                    """, "update reservations set status = 'EXPIRED', version = version + 1 where order_id = ?")) {
                try (PreparedStatement statement = inventory.prepareStatement(sql)) {
                    statement.setObject(1, UUID.fromString(orderId));
                    assertThat(statement.executeUpdate()).isPositive();
                }
            }
        }
    }

    private static String pay(Customer customer, String orderId, String amount, String method) {
        return customer.pay(orderId, new BigDecimal(amount), method)
                .expect(201)
                .data()
                .path("id")
                .asString();
    }

    private static void awaitPayment(Customer customer, String paymentId, String status) {
        await("payment " + paymentId + " is " + status)
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(customer.statusOfPayment(paymentId)).isEqualTo(status));
    }

    /** Status and amount of each, as an admin sees them. */
    private List<String> refundsOf(String paymentId) {
        JsonNode refunds =
                shop.admin().get("/api/payments/refunds?limit=100").expect(200).data();
        return StreamSupport.stream(refunds.spliterator(), false)
                .filter(refund -> refund.path("paymentId").asString().equals(paymentId))
                .map(refund -> refund.path("status").asString() + " "
                        + refund.path("amount")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString())
                .toList();
    }

    private static void awaitMails(Customer customer, String... templates) {
        await("the mails are sent")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(customer.notifications()
                                .valueStream()
                                .filter(mail -> mail.path("status").asString().equals("SENT"))
                                .map(mail -> mail.path("template").asString()))
                        .contains(templates)
                        .doesNotHaveDuplicates());
    }

    private static String idOf(JsonNode product) {
        return product.path("id").asString();
    }
}
