package com.homedelivery.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.homedelivery.client.DeliveryUpdate;
import com.homedelivery.client.DeliveryUpdate.LocationUpdate;
import com.homedelivery.client.DeliveryUpdate.StatusUpdate;
import com.homedelivery.client.HomeDelivery;
import com.homedelivery.client.HomeDeliveryException;
import com.homedelivery.client.Refusal;
import com.homedelivery.client.Tracking;
import com.homedelivery.client.model.AddItemRequest;
import com.homedelivery.client.model.AvailabilityRequest;
import com.homedelivery.client.model.ChangeRoleRequest;
import com.homedelivery.client.model.DeliverRequest;
import com.homedelivery.client.model.Delivery;
import com.homedelivery.client.model.GeoPoint;
import com.homedelivery.client.model.LoginRequest;
import com.homedelivery.client.model.Offer;
import com.homedelivery.client.model.Order;
import com.homedelivery.client.model.Payment;
import com.homedelivery.client.model.PaymentRequest;
import com.homedelivery.client.model.PlaceOrderRequest;
import com.homedelivery.client.model.PlaceOrderRequestAddress;
import com.homedelivery.client.model.Product;
import com.homedelivery.client.model.ProductRequest;
import com.homedelivery.client.model.RegisterRequest;
import com.homedelivery.client.model.StockRequest;
import com.homedelivery.client.model.Tokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The road of {@link OrderJourneyIT}, gone with the client in Java alone. */
class JavaClientIT extends SystemTest {

    private static final String PASSWORD = "password123";
    private static final GeoPoint ON_THE_WAY = new GeoPoint().lat(40.7150).lng(-74.0040);

    @Test
    void goesFromRegistrationToTheDoorstep() {
        HomeDelivery visitor = HomeDelivery.at(RunningSuite.gateway());
        HomeDelivery admin = login(visitor, "admin@homedelivery.test");
        HomeDelivery rider = riderAtTheStore(visitor, admin);
        HomeDelivery customer = login(visitor, register(visitor));
        String name = "Pears " + UUID.randomUUID();
        putOnSale(admin, name);

        Product pears = await("the catalogue has it")
                .until(
                        () -> visitor.products()
                                .listProducts(null, null, null, name, null, null, null, null, null)
                                .getData(),
                        found -> found.size() == 1)
                .getFirst();
        customer.cart()
                .addToCart(
                        new AddItemRequest().productId(pears.getId().toString()).quantity(2), null, null);
        Order order = customer.orders()
                .placeOrder(
                        new PlaceOrderRequest().deliveryAddress(home()),
                        UUID.randomUUID().toString())
                .getData();
        assertThat(order.getStatus()).isEqualTo(Order.StatusEnum.PENDING);
        assertThat(order.getTotalAmount()).isEqualByComparingTo("5.00");

        List<DeliveryUpdate> seen = new CopyOnWriteArrayList<>();
        List<Offer> offers = new CopyOnWriteArrayList<>();
        try (Tracking riderLine = rider.tracking();
                Tracking customerLine = customer.tracking()) {
            riderLine.offers(offers::add);
            customerLine.delivery(order.getId(), seen::add);
            Payment payment = customer.payments()
                    .createPayment(
                            new PaymentRequest()
                                    .orderId(order.getId())
                                    .amount(order.getTotalAmount())
                                    .paymentMethod("credit_card"),
                            UUID.randomUUID().toString())
                    .getData();
            Offer offer = await("the rider is offered it")
                    .until(
                            () -> offers.stream()
                                    .filter(offered -> offered.getOrderId().equals(order.getId()))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            assertThat(customer.payments().getPayment(payment.getId()).getData().getStatus())
                    .isEqualTo(Payment.StatusEnum.SUCCESS);

            UUID delivery = offer.getDeliveryId();
            rider.deliveries().acceptDelivery(delivery);
            await("the customer sees who comes").until(() -> statuses(seen).contains(Delivery.StatusEnum.ASSIGNED));
            rider.deliveries().pickUpDelivery(delivery);
            await("it is on its way").until(() -> statuses(seen).contains(Delivery.StatusEnum.PICKED_UP));
            riderLine.tellLocation(delivery, ON_THE_WAY);
            await("the customer sees the rider move")
                    .until(() -> seen.stream()
                            .anyMatch(update -> update instanceof LocationUpdate moved
                                    && moved.location().equals(ON_THE_WAY)));

            String otp =
                    customer.deliveries().trackDelivery(order.getId()).getData().getOtp();
            HomeDeliveryException wrong = catchThrowableOfType(
                    HomeDeliveryException.class,
                    () -> rider.deliveries().completeDelivery(delivery, otp("000000", otp)));
            assertThat(wrong.status()).isBetween(400, 499);
            rider.deliveries().completeDelivery(delivery, new DeliverRequest().otp(otp));
            await("the customer sees that it has come")
                    .until(() -> statuses(seen).contains(Delivery.StatusEnum.DELIVERED));
        }
        await("the order has arrived too")
                .until(
                        () -> customer.orders()
                                .getOrder(order.getId())
                                .getData()
                                .getStatus(),
                        Order.StatusEnum.DELIVERED::equals);
        rider.riders().setAvailability(atTheStore().online(false));
    }

    @Test
    void tellsWhyItWasRefused() {
        HomeDelivery visitor = HomeDelivery.at(RunningSuite.gateway());

        HomeDeliveryException nobody = catchThrowableOfType(
                HomeDeliveryException.class, () -> visitor.cart().getCart(null, null));
        assertThat(nobody.code()).isEqualTo("UNAUTHORIZED");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.requestId()).isPresent();

        HomeDeliveryException notValid = catchThrowableOfType(
                HomeDeliveryException.class,
                () -> visitor.auth()
                        .register(new RegisterRequest().email("nobody").password(PASSWORD)));
        assertThat(notValid.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(notValid.fields()).containsKey("email");
    }

    @Test
    void endsTrackingWithoutAToken() {
        List<Refusal> refusals = new CopyOnWriteArrayList<>();
        try (Tracking tracking = HomeDelivery.at(RunningSuite.gateway())
                .withToken(() -> "no token")
                .tracking(refusals::add)) {
            await("it is refused for good").until(() -> !tracking.isActive());
        }
        assertThat(refusals).extracting(Refusal::code).containsExactly("INVALID_TOKEN");
    }

    private static HomeDelivery login(HomeDelivery visitor, String email) {
        Tokens tokens = visitor.auth()
                .login(new LoginRequest().email(email).password(PASSWORD))
                .getData();
        return visitor.withToken(tokens::getAccessToken);
    }

    private static String register(HomeDelivery visitor) {
        String email = "somebody-" + UUID.randomUUID() + "@example.test";
        visitor.auth().register(new RegisterRequest().email(email).password(PASSWORD));
        return email;
    }

    private static HomeDelivery riderAtTheStore(HomeDelivery visitor, HomeDelivery admin) {
        String email = register(visitor);
        UUID id = login(visitor, email).auth().getAccount().getData().getUserId();
        admin.auth().setRole(id, new ChangeRoleRequest().role("rider"));
        HomeDelivery rider = login(visitor, email);
        rider.riders().setAvailability(atTheStore().online(true));
        return rider;
    }

    private static void putOnSale(HomeDelivery admin, String name) {
        Product product = admin.products()
                .addProduct(new ProductRequest().name(name).category("Specials").price(new BigDecimal("2.50")))
                .getData();
        admin.inventory().updateStock(product.getId(), new StockRequest().quantity(10));
    }

    private static AvailabilityRequest atTheStore() {
        return new AvailabilityRequest().lat(Shop.STORE_LAT).lng(Shop.STORE_LNG);
    }

    private static PlaceOrderRequestAddress home() {
        return new PlaceOrderRequestAddress()
                .street("350 Broadway")
                .city("New York")
                .state("NY")
                .zipCode("10013");
    }

    /** A code that is not the right one. */
    private static DeliverRequest otp(String code, String right) {
        return new DeliverRequest().otp(code.equals(right) ? "111111" : code);
    }

    private static List<Delivery.StatusEnum> statuses(List<DeliveryUpdate> seen) {
        return seen.stream()
                .filter(StatusUpdate.class::isInstance)
                .map(update -> ((StatusUpdate) update).status())
                .toList();
    }
}
