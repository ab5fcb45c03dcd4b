package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Orders from the empty cart to their confirmation, and what was seen of them. */
final class Shopping {

    private final List<JsonNode> products;
    private final Confirmations confirmations;
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger confirmed = new AtomicInteger();
    private final Tally carts = new Tally();
    private final Tally orders = new Tally();
    private final Tally payments = new Tally();
    private final AtomicInteger notConfirmed = new AtomicInteger();
    private final Latencies ordering = new Latencies();
    private final Latencies journeys = new Latencies();

    /** @param products are bought in turn, so that none is in greater demand than the others */
    Shopping(List<JsonNode> products, Confirmations confirmations) {
        this.products = products;
        this.confirmations = confirmations;
    }

    /** One order, from the cart to its confirmation; whether it came to that. */
    boolean order(Customer customer) throws InterruptedException {
        long begun = System.nanoTime();
        if (!fillCart(customer) || !orderAndPay(customer, System.nanoTime())) {
            return false;
        }
        journeys.since(begun);
        return true;
    }

    /** Puts one piece into the cart; whether it is there. */
    boolean fillCart(Customer customer) {
        JsonNode product = products.get(Math.floorMod(turn.getAndIncrement(), products.size()));
        return carts.count(() -> customer.addToCart(product, 1)) == Tally.Outcome.DONE;
    }

    /**
     * Orders what is in the cart, pays, and waits for the confirmation; whether it came.
     *
     * @param due when the order was to be placed, as {@link System#nanoTime()} tells it: its time counts from there
     */
    boolean orderAndPay(Customer customer, long due) throws InterruptedException {
        Answer[] order = new Answer[1];
        Tally.Outcome outcome = orders.count(customer::order, answer -> order[0] = answer);
        ordering.since(due);
        if (outcome != Tally.Outcome.DONE) {
            return false;
        }
        String id = order[0].data().path("id").asString();
        BigDecimal total = order[0].data().path("totalAmount").decimalValue();
        if (payments.count(() -> customer.pay(id, total, "credit_card")) != Tally.Outcome.DONE) {
            return false;
        }
        if (!confirmations.await(UUID.fromString(id))) {
            notConfirmed.incrementAndGet();
            return false;
        }
        confirmed.incrementAndGet();
        return true;
    }

    int confirmed() {
        return confirmed.get();
    }

    /** How long {@code POST /orders} took. */
    Latencies ordering() {
        return ordering;
    }

    /** Requests that were answered with 5xx or not at all, and orders whose confirmation did not come. */
    long faults() {
        return carts.faults() + orders.faults() + payments.faults() + notConfirmed.get();
    }

    /** Everything, for the file. */
    Map<String, Object> summary() {
        return Map.of(
                "confirmed", confirmed(),
                "notConfirmed", notConfirmed.get(),
                "POST /cart/items", carts.toMap(),
                "POST /orders", orders.toMap(),
                "POST /payments", payments.toMap(),
                "POST /orders, ms", ordering.summary(),
                "cart to CONFIRMED, ms", journeys.summary());
    }
}
