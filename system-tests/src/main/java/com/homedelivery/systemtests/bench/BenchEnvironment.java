package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.people.Person;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.suite.TestSuite;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What benchmarks share: a suite that is warm, people and goods, and the counters. */
public final class BenchEnvironment implements AutoCloseable {

    /**
     * What the suite of benchmarks is told. Limits that keep callers off would be measured instead of the suite. And
     * times are so long that nothing of what one benchmark leaves comes due while another one runs.
     */
    public static final Map<String, String> SETTINGS = Map.of(
            "RATE_LIMIT_PER_MINUTE", "100000000",
            "PAYMENT_SIMULATED_DELAY", "1ms",
            "ORDER_PAYMENT_WINDOW", "24h",
            "ORDER_CONFIRMED_LIMIT", "24h",
            "DELIVERY_NO_RIDER_AFTER", "24h",
            "HOMEDELIVERY_INVENTORY_RESERVATIONTTL", "24h");

    static final BigDecimal PRICE = new BigDecimal("2.50");
    /** As long as a burst may last before a client gives up: longer than the gateway lets anybody wait. */
    static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    private static final int PRODUCTS = 8;
    private static final int PLENTY = 1_000_000;
    private static final int AT_ONCE = 4;
    private static final int SHORTEST_IDLE_SECONDS = 30;

    private final TestSuite suite;
    private final BenchOptions options;
    private final Reporter reporter;
    private final Gateway gateway;
    private final Admin admin;
    private final Counters counters;
    private final Confirmations confirmations;
    private final QuiescenceDetector quiescence;
    private final List<Customer> customers = new ArrayList<>();
    private final List<JsonNode> products = new ArrayList<>();
    private boolean warm;
    private @Nullable Double ordersPerSecond;

    /** @param suite runs with {@link #SETTINGS} */
    public BenchEnvironment(TestSuite suite, BenchOptions options, Reporter reporter) throws SQLException {
        this.suite = suite;
        this.options = options;
        this.reporter = reporter;
        this.gateway = new Gateway(suite.gateway(), RESPONSE_TIMEOUT);
        this.admin = new Admin(gateway, "admin@homedelivery.test", "password123");
        this.quiescence = new QuiescenceDetector(suite.servers());
        this.counters = new Counters(suite, quiescence);
        this.confirmations = Confirmations.watch(suite.servers());
        admin.login();
    }

    TestSuite suite() {
        return suite;
    }

    BenchOptions options() {
        return options;
    }

    Gateway gateway() {
        return gateway;
    }

    Admin admin() {
        return admin;
    }

    Counters counters() {
        return counters;
    }

    /** Tells what is done now. */
    void tell(String line) {
        reporter.tell("  " + line);
    }

    /** Tells how far it has come. */
    void progress(String line) {
        reporter.progress("  " + line);
    }

    /** So many customers with accounts, the same ones at every call. */
    List<Customer> customers(int number) throws InterruptedException {
        int missing = number - customers.size();
        if (missing > 0) {
            tell("registering " + missing + " customers");
            customers.addAll(
                    inParallel(IntStream.range(0, missing).boxed().toList(), _ -> Customer.somebodyNew(gateway)));
        }
        return List.copyOf(customers.subList(0, number));
    }

    /** Customers without accounts, with tokens that every service believes: a thousand are made in no time. */
    List<Customer> strangers(int number) {
        return withTokens(number, "customer", "user", Customer::withToken);
    }

    /** Riders without accounts, likewise. */
    List<Rider> riders(int number) {
        return withTokens(number, "rider", "rider", Rider::withToken);
    }

    private <P extends Person> List<P> withTokens(int number, String name, String role, PersonWithToken<P> person) {
        Tokens tokens = new Tokens(suite.jwtSecret());
        return IntStream.range(0, number)
                .mapToObj(_ -> {
                    UUID id = UUID.randomUUID();
                    String email = name + "-" + id + "@example.test";
                    return person.of(gateway, email, id, tokens.of(id, email, role));
                })
                .toList();
    }

    @FunctionalInterface
    private interface PersonWithToken<P extends Person> {
        P of(Gateway gateway, String email, UUID id, String token);
    }

    /** Orders of goods of which there is plenty; a fresh account of them. */
    Shopping shopping() {
        while (products.size() < PRODUCTS) {
            products.add(product(PLENTY));
        }
        return new Shopping(products, confirmations);
    }

    /** A new product of which there are so many. */
    JsonNode product(int stock) {
        return admin.addProduct("Bench apples " + UUID.randomUUID(), PRICE, stock);
    }

    /** What is done and used while nobody asks for anything, over a time in which what is done now and then evens out. */
    Counts idle() throws SQLException, InterruptedException {
        int seconds = Math.max(SHORTEST_IDLE_SECONDS, options.seconds());
        tell("idle for " + seconds + " s");
        return counters.during(seconds);
    }

    /** Orders for a while, once: what runs for the first time is not what is measured. */
    void warmUp() throws Exception {
        if (!warm) {
            warm = true;
            tell("warming up for " + options.warmUp() + " s");
            new OrderLoad(this, options.customers()).run(options.warmUp());
            settle();
        }
    }

    /** Orders a second that the suite confirms, as {@link OrderCost} has found, or finds here. */
    double ordersPerSecond() throws Exception {
        Double known = ordersPerSecond;
        if (known != null) {
            return known;
        }
        warmUp();
        OrderLoad load = new OrderLoad(this, options.customers());
        load.run(options.seconds());
        settle();
        found(load.perSecond());
        return load.perSecond();
    }

    /** Notes for later benchmarks how many orders a second are confirmed. */
    void found(double perSecond) {
        ordersPerSecond = perSecond;
    }

    /**
     * Returns when everything that was begun is done and counted. Riders are none of this: deliveries that wait for one are
     * taken away, so that the search for riders of one benchmark is not counted in the next.
     */
    void settle() throws InterruptedException, SQLException {
        if (!quiescence.await()) {
            tell("events or mails are still under way after " + QuiescenceDetector.LONGEST.toSeconds() + " s");
        }
        try (Connection database = ServiceDatabases.connect(suite.servers(), "delivery_db");
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            // Locked first: a search that is under way may just be making an offer.
            statement.execute("select id from deliveries where status = 'PENDING' for update");
            statement.executeUpdate(
                    "delete from offers where delivery_id in (select id from deliveries where status = 'PENDING')");
            statement.executeUpdate("delete from deliveries where status = 'PENDING'");
            database.commit();
        }
    }

    /** Returns when all mails are sent. */
    void awaitMails() throws InterruptedException, SQLException {
        if (!quiescence.awaitMails()) {
            tell("mails are still under way after " + QuiescenceDetector.LONGEST.toSeconds() + " s");
        }
    }

    /** Does something with each of many, a few at a time. */
    <T, R> List<R> inParallel(List<T> all, Work<T, R> work) throws InterruptedException {
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> results = new ArrayList<>();
            for (T each : all) {
                results.add(executor.submit(() -> {
                    turns.acquire();
                    try {
                        return work.on(each);
                    } finally {
                        turns.release();
                    }
                }));
            }
            List<R> done = new ArrayList<>();
            for (Future<R> result : results) {
                done.add(result.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException("It could not be prepared: " + e.getCause(), e);
        }
    }

    /** What {@link #inParallel} does with one. */
    @FunctionalInterface
    interface Work<T, R> {
        R on(T each) throws Exception;
    }

    static double secondsSince(long begun) {
        return (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    @Override
    public void close() throws SQLException {
        quiescence.close();
        confirmations.close();
        counters.close();
    }
}
