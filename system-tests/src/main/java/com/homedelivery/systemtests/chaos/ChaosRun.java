package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.Instance;
import com.homedelivery.systemtests.suite.TestSuite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

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
    private static final int FEWEST_CUSTOMERS = 4;
    private static final int MOST_CUSTOMERS = 24;
    private static final int ORDERS_PER_CUSTOMER = 5;

    private final TestSuite suite;
    private final ChaosOptions options;
    private final Reporter reporter;
    private final ClientObservations observed = new ClientObservations();
    private final Storm storm;
    private final AtomicInteger next = new AtomicInteger();
    /** Orders up to this number may begin: the others wait for what is to go wrong before them. */
    private final AtomicInteger mayBegin = new AtomicInteger();

    /**
     * @param suite runs with {@link #SETTINGS}
     * @param reporter hears of everything that happens
     */
    public ChaosRun(TestSuite suite, ChaosOptions options, Reporter reporter) {
        this.suite = suite;
        this.options = options;
        this.reporter = reporter;
        this.storm = new Storm(suite, reporter, observed);
    }

    /** Plays everything; returns whether the books balance. */
    public boolean play() throws Exception {
        startSecondInstances();
        ChaosPlan plan = ChaosPlan.of(options, suite.services(), PAYMENT_WINDOW);
        try (Traffic traffic = new Traffic(suite, options.seed(), reporter, observed);
                ExecutorService weather = Executors.newVirtualThreadPerTaskExecutor()) {
            int customers = Math.clamp(options.orders() / ORDERS_PER_CUSTOMER, FEWEST_CUSTOMERS, MOST_CUSTOMERS);
            traffic.open(customers, options.orders() * 3 + 100);
            traffic.showProgress(this::progress);
            Future<?> over = weather.submit(() -> {
                blow(plan, customers);
                return plan;
            });
            traffic.play(this::nextOrder);
            over.get();
            BalanceSheet sheet = traffic.settle();
            sheet.tell(
                    reporter,
                    "orders " + options.orders() + ", processes killed " + storm.kills() + ", seed " + options.seed());
            return sheet.balances();
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

    private OptionalInt nextOrder() {
        int number = next.getAndIncrement();
        if (number >= options.orders()) {
            return OptionalInt.empty();
        }
        while (number >= mayBegin.get()) {
            RetryingClient.pause(100);
        }
        return OptionalInt.of(number);
    }

    /** While a disturbance lasts, orders go on until they are so many that the next one is due. */
    private void blow(ChaosPlan plan, int customers) throws Exception {
        List<ChaosPlan.Step> steps = plan.steps();
        for (int i = 0; i < steps.size(); i++) {
            ChaosPlan.Step step = steps.get(i);
            int until = i + 1 < steps.size() ? steps.get(i + 1).afterOrders() : options.orders();
            mayBegin.set(until + customers);
            while (observed.begun() < step.afterOrders()) {
                RetryingClient.pause(100);
            }
            storm.strike(step.disturbance());
        }
        mayBegin.set(options.orders());
    }

    private String progress() {
        return " of " + options.orders() + ", kills " + storm.kills()
                + (storm.now().isEmpty() ? "" : ", now: " + storm.now());
    }
}
