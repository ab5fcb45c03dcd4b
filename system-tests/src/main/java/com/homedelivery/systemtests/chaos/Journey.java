package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One order of one customer, from the empty cart to its end, played by its {@link Script}. */
final class Journey {

    private static final Set<String> ENDED = Set.of("DELIVERED", "CANCELLED", "FAILED");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Half a second apart: longer than a lost host can hold the claim to an Idempotency-Key, which is 15 s. */
    private static final int FILLINGS = 40;

    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Customer customer;
    private final Script script;
    private final String name;
    private final List<JsonNode> products;
    private final ClientObservations observed;
    private final Screen screen;
    private final RetryingClient client;

    /** @param screen where the customer watches the order, beside asking for it */
    Journey(
            Customer customer,
            Script script,
            String name,
            List<JsonNode> products,
            ClientObservations observed,
            Screen screen) {
        this.customer = customer;
        this.script = script;
        this.name = name;
        this.products = products;
        this.observed = observed;
        this.screen = screen;
        this.client = new RetryingClient(observed);
    }

    void play() {
        JsonNode order = place();
        String orderId = order.path("id").asString();
        BigDecimal total = order.path("totalAmount").decimalValue();
        screen.follow(orderId);
        switch (script.kind()) {
            case PLAIN, CASH, ORDERED_TWICE_AT_ONCE, FIRST_RIDER_DECLINES, FIRST_RIDER_VANISHES, RIDER_GIVES_UP ->
                pay(orderId, total, "");
            case PAID_TWICE_AT_ONCE -> payTwiceAtOnce(orderId, total);
            case CANCELLED_UNPAID -> cancel(orderId);
            case CANCELLED_PAID -> {
                pay(orderId, total, "");
                cancel(orderId);
            }
            case NEVER_PAID -> {}
        }
        awaitEnd(orderId);
    }

    /** Fills the cart again as long as it is found empty: it does not outlive Redis. */
    private JsonNode place() {
        Answer last = null;
        for (int filling = 0; filling < FILLINGS; filling++) {
            fillCart();
            last = script.kind() == Script.Kind.ORDERED_TWICE_AT_ONCE && filling == 0
                    ? orderTwiceAtOnce()
                    : client.ask("order", () -> customer.order(name + "-order"));
            if (last.status() == CREATED) {
                observed.promised(last.data().path("id").asString(), customer, script);
                return last.data();
            }
            RetryingClient.pause(500);
        }
        throw new IllegalStateException("The order is refused: " + (last == null ? "" : last.body()));
    }

    private void fillCart() {
        client.ask("empty cart", () -> customer.delete("/api/cart"));
        JsonNode product = products.get(script.product());
        client.ask("cart", () -> customer.addToCart(product, script.quantity()));
    }

    /** Two taps on the button: both may be answered with the order, but there is one. */
    private Answer orderTwiceAtOnce() {
        Set<String> ids = new HashSet<>();
        for (Answer answer : twice("order twice at once", customer::order, customer::order)) {
            if (answer.status() == CREATED) {
                ids.add(answer.data().path("id").asString());
                observed.promised(answer.data().path("id").asString(), customer, script);
            }
        }
        if (ids.isEmpty()) {
            // Neither was answered well, but one may have come through: the customer looks at the list.
            Optional<String> came = newest();
            if (came.isEmpty()) {
                return client.ask("order", () -> customer.order(name + "-order"));
            }
            ids.add(came.get());
            observed.promised(came.get(), customer, script);
        }
        if (ids.size() > 1) {
            observed.givenUp("Two orders from one cart: " + ids);
        }
        String id = ids.iterator().next();
        Answer order = client.ask("read order", () -> customer.get("/api/orders/" + id));
        return new Answer(order.request(), CREATED, order.headers(), order.body());
    }

    /** An order of this customer that nobody knows of yet. */
    private Optional<String> newest() {
        JsonNode orders = client.ask("list orders", () -> customer.get("/api/orders?page=1&limit=3"))
                .data();
        return StreamSupport.stream(orders.spliterator(), false)
                .map(order -> order.path("id").asString())
                .filter(id -> observed.of(id).isEmpty())
                .findFirst();
    }

    private void pay(String orderId, BigDecimal total, String suffix) {
        client.ask("pay", () -> customer.pay(orderId, total, script.method(), name + "-pay" + suffix));
    }

    private void payTwiceAtOnce(String orderId, BigDecimal total) {
        long paid = twice(
                        "pay twice at once",
                        () -> customer.pay(orderId, total, script.method(), name + "-pay-a"),
                        () -> customer.pay(orderId, total, script.method(), name + "-pay-b"))
                .stream()
                .filter(answer -> answer.status() == CREATED)
                .count();
        if (paid == 0) {
            pay(orderId, total, "-c");
        } else if (paid > 1) {
            observed.givenUp("Two live payments for order " + orderId);
        }
    }

    /** Whatever is answered: an order that is on its way goes on. */
    private void cancel(String orderId) {
        client.ask("cancel", () -> customer.cancel(orderId));
    }

    /** Sends two requests in the same moment; those without an answer are left out. */
    private List<Answer> twice(String what, Supplier<Answer> one, Supplier<Answer> other) {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> taps = List.of(hands.submit(one::get), hands.submit(other::get));
            return taps.stream().flatMap(tap -> answerOf(what, tap).stream()).toList();
        }
    }

    private Optional<Answer> answerOf(String what, Future<Answer> tap) {
        try {
            Answer answer = tap.get();
            client.judge(what, answer);
            return Optional.of(answer);
        } catch (ExecutionException lost) {
            client.judge(what, lost);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private void awaitEnd(String orderId) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        String status = "";
        while (System.nanoTime() < deadline) {
            Answer answer = client.ask("read order", () -> customer.get("/api/orders/" + orderId));
            status = answer.status() == OK ? answer.data().path("status").asString() : answer.errorCode();
            if (ENDED.contains(status)) {
                screen.expect(orderId, status);
                return;
            }
            RetryingClient.pause(700);
        }
        observed.givenUp("Order " + orderId + " (" + script.kind() + ") is still " + status + " after "
                + LONGEST.toMinutes() + " min");
    }
}
