package com.homedelivery.systemtests.demo;

import static org.awaitility.Awaitility.await;

import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.people.LiveTracking;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.people.UnexpectedResponseException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Plays one order through a running suite with demo data: as a customer, a rider and an admin, through the gateway,
 * with real answers only. Leaves the suite running.
 *
 * <p>Usage: {@code Demo GATEWAY MAILBOX}, the addresses of the gateway and of the mail server's page.
 */
public final class Demo {

    private static final double STORE_LAT = 40.7128;
    private static final double STORE_LNG = -74.0060;
    private static final String PASSWORD = "password123";

    private final Narrator narrator;
    private final Gateway gateway;
    private final Customer customer;
    private final Rider rider;
    private final Admin admin;

    private Demo(Gateway gateway, Narrator narrator) {
        this.gateway = gateway;
        this.narrator = narrator;
        this.customer = new Customer(
                gateway, "ann-" + UUID.randomUUID().toString().substring(0, 8) + "@example.test", PASSWORD);
        this.rider = new Rider(gateway, "rider1@homedelivery.test", PASSWORD);
        this.admin = new Admin(gateway, "admin@homedelivery.test", PASSWORD);
    }

    public static void main(String[] args) {
        if (args.length != 2) {
            System.err.println("usage: Demo GATEWAY MAILBOX   (addresses, as in http://localhost:3000)");
            System.exit(2);
        }
        boolean colours = System.console() != null && System.getenv("NO_COLOR") == null;
        Narrator narrator = new Narrator(System.out, Duration.ofMillis(700), colours);
        try {
            new Demo(new Gateway(URI.create(args[0])), narrator).play(args[1]);
        } catch (UnexpectedResponseException
                | ConditionTimeoutException
                | IllegalStateException
                | java.io.UncheckedIOException e) {
            System.err.println();
            System.err.println("The demo stopped: " + e.getMessage());
            System.err.println("Look at ./dev ps and ./dev logs, then try again.");
            System.exit(1);
        }
    }

    private void play(String mailbox) {
        int deliveredBefore = open();
        JsonNode order = shop();
        String orderId = order.path("id").asString();
        try (LiveTracking riderLine = LiveTracking.connect(rider);
                LiveTracking customerLine = LiveTracking.connect(customer)) {
            String deliveryId = pay(order, riderLine);
            ride(orderId, deliveryId, riderLine, customerLine);
        }
        close(orderId, deliveredBefore);
        leave(mailbox, orderId);
    }

    private int open() {
        narrator.chapter("The shop opens");
        narrator.step("admin", "signs in as " + admin.email(), admin::login);
        int delivered = narrator.step(
                "admin", "reads the summary", this::delivered, count -> count + " orders delivered so far");
        narrator.step("rider", "signs in as " + rider.email(), rider::login);
        for (JsonNode leftover : rider.deliveries()) {
            String id = leftover.path("id").asString();
            Optional<Answer> over = switch (leftover.path("status").asString()) {
                case "ASSIGNED" -> Optional.of(rider.reject(id));
                case "PICKED_UP", "IN_TRANSIT" -> Optional.of(rider.fail(id, "left over from an earlier demo"));
                default -> Optional.empty();
            };
            if (over.isPresent()) {
                over.get().expect(200);
                narrator.heard("rider", "gives up a delivery left over from an earlier demo");
            }
        }
        narrator.step("rider", "goes online at the store", () -> rider.goOnline(STORE_LAT, STORE_LNG));
        return delivered;
    }

    private JsonNode shop() {
        narrator.chapter("A customer shops");
        narrator.step("customer", "registers as " + customer.email(), customer::register);
        narrator.step("customer", "signs in", customer::login);
        JsonNode products = narrator.step(
                "customer", "browses the catalogue", customer::products, list -> list.size() + " products");
        List<JsonNode> wanted = inStock(products, 3);
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode product = wanted.get(i);
            int quantity = i + 1;
            narrator.step(
                    "customer",
                    "puts " + quantity + " × " + product.path("name").asString() + " into the cart",
                    () -> customer.addToCart(product, quantity).expect(200).data(),
                    cart -> "total $" + cart.path("total").decimalValue());
        }
        return narrator.step(
                "customer",
                "orders",
                () -> customer.order().expect(201).data(),
                order -> order.path("id").asString() + " is "
                        + order.path("status").asString());
    }

    private String pay(JsonNode order, LiveTracking riderLine) {
        String orderId = order.path("id").asString();
        BigDecimal total = order.path("totalAmount").decimalValue();
        riderLine.awaitOffers(_ -> {});
        narrator.chapter("Money and a rider");
        JsonNode payment = narrator.step(
                "customer",
                "pays $" + total + " by card",
                () -> customer.pay(orderId, total, "credit_card").expect(201).data(),
                paid -> "payment is " + paid.path("status").asString());
        narrator.step(
                "customer",
                "waits for the payment",
                () -> until(
                        () -> customer.paymentOf(payment.path("id").asString()).data(), hasStatus("SUCCESS")),
                settled -> settled.path("status").asString());
        narrator.step(
                "customer",
                "looks at the order",
                () -> until(() -> customer.orderOf(orderId), not(hasStatus("PENDING"))),
                paid -> paid.path("status").asString());
        String deliveryId = narrator.step(
                "rider",
                "gets an offer over STOMP",
                () -> until(() -> offer(riderLine, orderId), Optional::isPresent)
                        .orElseThrow(),
                offer -> "delivery " + offer);
        narrator.step(
                "rider",
                "accepts",
                () -> rider.accept(deliveryId).expect(200).data(),
                delivery -> delivery.path("status").asString());
        return deliveryId;
    }

    private void ride(String orderId, String deliveryId, LiveTracking riderLine, LiveTracking customerLine) {
        narrator.chapter("On the road");
        AtomicInteger positions = new AtomicInteger();
        narrator.step(
                "customer",
                "follows the order live",
                () -> customerLine.follow(orderId, message -> {
                    if (message.path("type").asString().equals("location-update")) {
                        positions.incrementAndGet();
                        narrator.heard(
                                "customer",
                                "sees the rider at %.4f, %.4f, %s min away"
                                        .formatted(
                                                message.at("/location/lat").asDouble(),
                                                message.at("/location/lng").asDouble(),
                                                message.path("estimatedTime").asString("?")));
                    } else {
                        narrator.heard(
                                "customer", "sees " + message.path("status").asString());
                    }
                }));
        narrator.step(
                "rider",
                "picks the order up",
                () -> rider.pickUp(deliveryId).expect(200).data(),
                delivery -> delivery.path("status").asString());
        narrator.step(
                "customer",
                "looks at the order",
                () -> until(() -> customer.orderOf(orderId), hasStatus("SHIPPED")),
                order -> order.path("status").asString());
        JsonNode door = customer.track(orderId).expect(200).data().path("deliveryLocation");
        int legs = 5;
        for (int leg = 1; leg <= legs; leg++) {
            double part = (double) leg / legs;
            int seen = positions.get();
            narrator.step("rider", "rides on (" + leg + " of " + legs + ")", () -> {
                riderLine.sendLocation(
                        deliveryId,
                        STORE_LAT + part * (door.path("lat").asDouble() - STORE_LAT),
                        STORE_LNG + part * (door.path("lng").asDouble() - STORE_LNG));
                until(positions::get, count -> count > seen);
            });
        }
        String otp = narrator.step(
                "customer",
                "opens the door and reads out the code",
                () -> customer.track(orderId).expect(200).data().path("otp").asString(),
                code -> code);
        narrator.step(
                "rider",
                "hands over, with the code " + otp,
                () -> rider.deliver(deliveryId, otp).expect(200).data(),
                delivery -> delivery.path("status").asString());
    }

    private void close(String orderId, int deliveredBefore) {
        narrator.chapter("Afterwards");
        narrator.step(
                "customer",
                "looks at the order",
                () -> until(() -> customer.orderOf(orderId), hasStatus("DELIVERED")),
                order -> order.path("status").asString());
        narrator.step(
                "customer",
                "finds an e-mail about it",
                () -> until(() -> sent("order-delivered"), Optional::isPresent).orElseThrow(),
                mail -> "“" + mail.path("subject").asString() + "”");
        narrator.step(
                "admin",
                "reads the summary again",
                () -> until(this::delivered, count -> count > deliveredBefore),
                count -> count + " orders delivered");
        narrator.step(
                "customer",
                "reads the order's timeline",
                () -> customer.timelineOf(orderId),
                timeline -> timeline.size() + " entries");
        for (JsonNode entry : customer.timelineOf(orderId)) {
            narrator.say("                        %s  %-10s %s"
                    .formatted(
                            entry.path("at").asString(),
                            entry.path("status").asString(),
                            entry.path("cause").asString()));
        }
    }

    private void leave(String mailbox, String orderId) {
        narrator.chapter("Delivered. The suite goes on running:");
        narrator.say("  gateway    " + gateway.address() + "/api      live tracking  ws://"
                + gateway.address().getAuthority() + "/ws");
        narrator.say("  mailbox    " + mailbox);
        narrator.say("  accounts   admin@, rider1@, rider2@homedelivery.test and " + customer.email()
                + ", all with password123");
        narrator.say("  go on with");
        narrator.say("    curl -s " + gateway.address() + "/api/orders/" + orderId + " -H 'Authorization: Bearer "
                + customer.token() + "'");
        narrator.say("  ./dev ps, ./dev logs -f, ./dev down");
    }

    private static Optional<String> offer(LiveTracking line, String orderId) {
        return line.messages().stream()
                .filter(message -> message.path("orderId").asString().equals(orderId))
                .map(message -> message.path("deliveryId").asString())
                .findFirst();
    }

    private Optional<JsonNode> sent(String template) {
        return StreamSupport.stream(customer.notifications().spliterator(), false)
                .filter(mail -> mail.path("template").asString().equals(template))
                .filter(hasStatus("SENT"))
                .findFirst();
    }

    private int delivered() {
        return admin.summary().at("/delivered").asInt();
    }

    /** The first products of different categories of which there is enough. */
    private List<JsonNode> inStock(JsonNode products, int count) {
        return StreamSupport.stream(products.spliterator(), false)
                .collect(java.util.stream.Collectors.toMap(
                        product -> product.path("category").asString(),
                        product -> product,
                        (first, _) -> first,
                        java.util.LinkedHashMap::new))
                .values()
                .stream()
                .filter(product -> admin.stockOf(product.path("id").asString())
                                .path("available")
                                .asInt()
                        >= count)
                .limit(count)
                .toList();
    }

    private static Predicate<JsonNode> hasStatus(String status) {
        return node -> node.path("status").asString().equals(status);
    }

    private static Predicate<JsonNode> not(Predicate<JsonNode> predicate) {
        return predicate.negate();
    }

    private static <T> T until(Supplier<T> value, Predicate<T> condition) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(400))
                .until(value::get, condition::test);
    }
}
