package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.suite.TestSuite;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * The people of a run: customers who place one order after the other, as many at a time as there are customers, and riders
 * who bring them. What is random about an order follows from the seed and its number.
 */
final class Traffic implements AutoCloseable {

    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
    private static final int CUSTOMERS_PER_RIDER = 2;
    private static final int FEWEST_RIDERS = 3;
    private static final BigDecimal PRICE = new BigDecimal("2.50");
    private static final String PASSWORD = "password123";

    private final TestSuite suite;
    private final long seed;
    private final Reporter reporter;
    private final ClientObservations observed;
    private final Gateway gateway;
    private final Admin admin;
    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean open = new AtomicBoolean(true);

    private final List<Customer> customers = new ArrayList<>();
    private final List<JsonNode> products = new ArrayList<>();
    private final Map<String, Integer> initialStock = new HashMap<>();

    Traffic(TestSuite suite, long seed, Reporter reporter, ClientObservations observed) {
        this.suite = suite;
        this.seed = seed;
        this.reporter = reporter;
        this.observed = observed;
        this.gateway = new Gateway(suite.gateway());
        this.admin = new Admin(gateway, "admin@homedelivery.test", PASSWORD);
    }

    /**
     * Registers the people, fills the shelves, and has the riders begin their shifts.
     *
     * @param stock pieces of each product
     */
    void open(int customersWanted, int stock) {
        admin.login();
        for (int i = 0; i < customersWanted; i++) {
            customers.add(Customer.somebodyNew(gateway));
        }
        for (int i = 0; i < Script.PRODUCTS; i++) {
            JsonNode product = admin.addProduct("Storm apples " + UUID.randomUUID(), PRICE, stock);
            products.add(product);
            initialStock.put(product.path("id").asString(), stock);
        }
        int riders = Math.max(FEWEST_RIDERS, customersWanted / CUSTOMERS_PER_RIDER);
        for (int i = 0; i < riders; i++) {
            people.submit(new RiderAtWork(newRider(), observed, open::get));
        }
        reporter.tell(customersWanted + " customers, " + riders + " riders, " + products.size() + " products");
    }

    private Rider newRider() {
        Rider rider = new Rider(gateway, "rider-" + UUID.randomUUID() + "@example.test", PASSWORD);
        rider.register();
        rider.login();
        admin.makeRider(rider.id());
        rider.login();
        return rider;
    }

    int customers() {
        return customers.size();
    }

    /** Tells again and again how far the run has come. */
    void showProgress(Supplier<String> progress) {
        people.submit(() -> {
            while (open.get()) {
                reporter.progress("orders begun " + observed.begun() + ", ended " + observed.ended() + progress.get());
                RetryingClient.pause(1_000);
            }
        });
    }

    /** As {@link #play(Supplier, Function)}, with customers who follow their orders by asking. */
    void play(Supplier<OptionalInt> nextOrder) throws Exception {
        play(nextOrder, _ -> Screen.OFF);
    }

    /**
     * Has every customer place one order after the other, each when the one before has come to its end.
     *
     * @param nextOrder number of the next order, or nothing when there is to be none
     * @param screens where a customer watches live
     */
    void play(Supplier<OptionalInt> nextOrder, Function<Customer, Screen> screens) throws Exception {
        List<Future<?>> shopping = new ArrayList<>();
        for (Customer customer : customers) {
            shopping.add(people.submit(() -> {
                try (Screen screen = screens.apply(customer)) {
                    for (OptionalInt number = nextOrder.get(); number.isPresent(); number = nextOrder.get()) {
                        play(customer, number.getAsInt(), screen);
                    }
                }
                return customer;
            }));
        }
        for (Future<?> each : shopping) {
            each.get();
        }
    }

    private void play(Customer customer, int number, Screen screen) {
        Script script = Script.of(seed, number);
        observed.begin();
        try {
            new Journey(customer, script, "storm-" + customer.id() + "-" + number, products, observed, screen).play();
        } catch (RuntimeException e) {
            observed.givenUp("Order number " + number + " (" + script.kind() + "): " + e.getMessage());
        } finally {
            observed.end();
        }
    }

    /** The balance, as soon as everything fits, or as it is when that takes too long. */
    BalanceSheet settle() {
        reporter.tell("calm again; the books are settling");
        long deadline = System.nanoTime() + SETTLES_WITHIN.toNanos();
        ServiceDatabases books = new ServiceDatabases(suite.servers());
        BalanceSheet.Shop shop =
                new BalanceSheet.Shop(customers.stream().map(Customer::id).toList(), initialStock, admin);
        BalanceSheet sheet = BalanceSheet.draw(books, observed, shop);
        while (!sheet.balances() && System.nanoTime() < deadline) {
            RetryingClient.pause(3_000);
            sheet = BalanceSheet.draw(books, observed, shop);
        }
        return sheet;
    }

    /** Sends the riders home. */
    @Override
    public void close() {
        open.set(false);
        people.close();
    }
}
