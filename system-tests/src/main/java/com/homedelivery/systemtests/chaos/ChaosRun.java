package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Admin;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.people.Gateway;
import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.run.ServiceDatabases;
import com.homedelivery.systemtests.suite.Instance;
import com.homedelivery.systemtests.suite.TestSuite;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * One run of the storm: people are registered and shelves filled in calm weather; then customers place their orders, as
 * many at a time as there are customers, while riders ride and the {@link Storm} strikes; then everything settles, and the
 * balance is drawn.
 */
public final class ChaosRun {

    /** Times that are minutes in real life, so short that a run sees them pass. */
    public static final Map<String, String> SETTINGS = Map.of(
            "RATE_LIMIT_PER_MINUTE", "1000000",
            "PAYMENT_SIMULATED_DELAY", "300ms",
            "ORDER_PAYMENT_WINDOW", "30s",
            "ORDER_CONFIRMED_LIMIT", "45s",
            "ORDER_PROCESSING_LIMIT", "60s",
            "ORDER_SHIPPED_LIMIT", "60s",
            "DELIVERY_PICKUP_WITHIN", "15s",
            "DELIVERY_UNASSIGN_AFTER", "30s",
            // What is reserved for an order that a crash kept from coming about lapses; the books wait for that.
            "HOMEDELIVERY_INVENTORY_RESERVATIONTTL", "30s",
            "HOMEDELIVERY_INVENTORY_EXPIRYGRACE", "5s");

    private static final Duration PAYMENT_WINDOW = Duration.ofSeconds(30);
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(5);
    private static final int MOST_CUSTOMERS = 24;
    private static final int CUSTOMERS_PER_RIDER = 2;
    private static final BigDecimal PRICE = new BigDecimal("2.50");
    private static final String PASSWORD = "password123";

    private final TestSuite suite;
    private final ChaosOptions options;
    private final Reporter reporter;
    private final Gateway gateway;
    private final Admin admin;
    private final ClientObservations observed = new ClientObservations();
    private final Storm storm;
    /** Orders up to this number may begin: the others wait for what is to go wrong before them. */
    private final AtomicInteger mayBegin = new AtomicInteger();

    private final List<Customer> customers = new ArrayList<>();
    private final List<Rider> riders = new ArrayList<>();
    private final List<JsonNode> products = new ArrayList<>();
    private final Map<String, Integer> initialStock = new HashMap<>();

    /**
     * @param suite runs with {@link #SETTINGS}
     * @param reporter hears of everything that happens
     */
    public ChaosRun(TestSuite suite, ChaosOptions options, Reporter reporter) {
        this.suite = suite;
        this.options = options;
        this.reporter = reporter;
        this.gateway = new Gateway(suite.gateway());
        this.admin = new Admin(gateway, "admin@homedelivery.test", PASSWORD);
        this.storm = new Storm(suite, reporter, observed);
    }

    /** Plays everything; returns whether the books balance. */
    public boolean play() throws Exception {
        startSecondInstances();
        openTheShop();
        ChaosPlan plan = ChaosPlan.of(options, suite.services(), PAYMENT_WINDOW);
        AtomicBoolean open = new AtomicBoolean(true);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            riders.forEach(rider -> people.submit(new RiderAtWork(rider, observed, open::get)));
            Future<?> progress = people.submit(() -> showProgress(open));
            Future<?> weather = people.submit(() -> {
                blow(plan);
                return plan;
            });
            playJourneys();
            weather.get();
            BalanceSheet sheet = settle();
            open.set(false);
            progress.get();
            print(sheet);
            return sheet.balances();
        } finally {
            open.set(false);
        }
    }

    private void startSecondInstances() {
        List<Instance> missing = suite.services().stream()
                .map(Instance::second)
                .filter(instance -> !suite.isRunning(instance))
                .toList();
        if (!missing.isEmpty()) {
            reporter.tell("starting the second instances of " + missing.size() + " services");
            suite.start(missing);
        }
    }

    private void openTheShop() {
        admin.login();
        int customersWanted = Math.clamp(options.orders() / 5, 4, MOST_CUSTOMERS);
        for (int i = 0; i < customersWanted; i++) {
            customers.add(Customer.somebodyNew(gateway));
        }
        for (int i = 0; i < Math.max(3, customersWanted / CUSTOMERS_PER_RIDER); i++) {
            Rider rider = new Rider(gateway, "rider-" + UUID.randomUUID() + "@example.test", PASSWORD);
            rider.register();
            rider.login();
            admin.makeRider(rider.id());
            rider.login();
            riders.add(rider);
        }
        int enough = options.orders() * 3 + 100;
        for (int i = 0; i < Script.PRODUCTS; i++) {
            JsonNode product = admin.addProduct("Storm apples " + UUID.randomUUID(), PRICE, enough);
            products.add(product);
            initialStock.put(product.path("id").asString(), enough);
        }
        reporter.tell(customers.size() + " customers, " + riders.size() + " riders, " + products.size() + " products");
    }

    private void playJourneys() throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> shopping = new ArrayList<>();
            for (Customer customer : customers) {
                shopping.add(people.submit(() -> {
                    for (int number = next.getAndIncrement();
                            number < options.orders();
                            number = next.getAndIncrement()) {
                        play(customer, number);
                    }
                }));
            }
            for (Future<?> each : shopping) {
                each.get();
            }
        }
    }

    private void play(Customer customer, int number) {
        while (number >= mayBegin.get()) {
            RetryingClient.pause(100);
        }
        Script script = Script.of(options.seed(), number);
        observed.begin();
        try {
            new Journey(customer, script, "storm-" + customer.id() + "-" + number, products, observed).play();
        } catch (RuntimeException e) {
            observed.givenUp("Order number " + number + " (" + script.kind() + "): " + e.getMessage());
        } finally {
            observed.end();
        }
    }

    /** While a disturbance lasts, orders go on until they are so many that the next one is due. */
    private void blow(ChaosPlan plan) throws Exception {
        List<ChaosPlan.Step> steps = plan.steps();
        for (int i = 0; i < steps.size(); i++) {
            ChaosPlan.Step step = steps.get(i);
            int next = i + 1 < steps.size() ? steps.get(i + 1).afterOrders() : options.orders();
            mayBegin.set(next + customers.size());
            while (observed.begun() < step.afterOrders()) {
                RetryingClient.pause(100);
            }
            storm.strike(step.disturbance());
        }
        mayBegin.set(options.orders());
    }

    private void showProgress(AtomicBoolean open) {
        while (open.get()) {
            reporter.progress(
                    "orders begun " + observed.begun() + ", ended " + observed.ended() + " of " + options.orders()
                            + ", kills " + storm.kills() + (storm.now().isEmpty() ? "" : ", now: " + storm.now()));
            RetryingClient.pause(1_000);
        }
    }

    private BalanceSheet settle() {
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

    private void print(BalanceSheet sheet) {
        reporter.tell("");
        reporter.tell("BALANCE SHEET  orders " + options.orders() + ", processes killed " + storm.kills() + ", seed "
                + options.seed() + ", " + reporter.elapsed().toMinutes() + " min");
        new LinkedHashMap<>(sheet.figures())
                .forEach((what, counts) -> reporter.tell("  %-12s %s".formatted(what, counts)));
        reporter.tell("  %-60s %12s %12s".formatted("invariant", "expected", "actual"));
        for (BalanceSheet.Check check : sheet.checks()) {
            reporter.tell("%s %-60s %12s %12s"
                    .formatted(check.holds() ? "  " : "! ", check.name(), check.expected(), check.actual()));
            check.offenders().stream().limit(20).forEach(offender -> reporter.tell("      " + offender));
        }
        reporter.tell(sheet.balances() ? "Everything balances." : "It does NOT balance.");
    }
}
