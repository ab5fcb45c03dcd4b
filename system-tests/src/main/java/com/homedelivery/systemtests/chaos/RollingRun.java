package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.TestSuite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One run of a rolling upgrade and its rollback: while customers order, watch live, and riders ride, the databases are brought
 * to the new version, every instance is replaced by one of the new version, and then each by one of the old again. Then
 * everything settles, and the balance is drawn.
 */
public final class RollingRun {

    /** {@code DRAIN_TIME} of the chart, which all instances have to be started with. */
    public static final Map<String, String> SETTINGS = Map.of("DRAIN_TIME", "9s");

    /** A screen that is blind for longer was not told to connect elsewhere at once. */
    private static final Duration LONGEST_BLIND = Duration.ofSeconds(5);

    private static final int STOCK = 10_000;

    private final TestSuite suite;
    private final RollingOptions options;
    private final List<String> services;
    private final Reporter reporter;
    private final ClientObservations observed = new ClientObservations();
    private final RollingUpgrade upgrade;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean trafficEnded = new AtomicBoolean();
    private final List<LiveScreen> screens = new CopyOnWriteArrayList<>();

    /**
     * @param suite runs first instances, of the old version, with {@link ChaosRun#SETTINGS} and {@link #SETTINGS}
     * @param services those that are replaced, in this order
     * @param reporter hears of everything that happens
     */
    public RollingRun(TestSuite suite, List<String> services, RollingOptions options, Reporter reporter) {
        this.suite = suite;
        this.services = List.copyOf(services);
        this.options = options;
        this.reporter = reporter;
        this.upgrade = new RollingUpgrade(suite, reporter, observed);
    }

    /** Plays everything; returns whether the books balance and nobody noticed. */
    public boolean play() throws Exception {
        try (Traffic traffic = new Traffic(suite, options.seed(), reporter, observed);
                ExecutorService rolling = Executors.newVirtualThreadPerTaskExecutor()) {
            traffic.open(options.customers(), STOCK);
            traffic.showProgress(() -> upgrade.now().isEmpty() ? "" : ", now: " + upgrade.now());
            Future<?> rolled = rolling.submit(() -> {
                try {
                    roll();
                } finally {
                    over.set(true);
                }
                return over;
            });
            try {
                traffic.play(this::nextOrder, this::screen);
            } finally {
                trafficEnded.set(true);
            }
            rolled.get();
            BalanceSheet sheet = traffic.settle();
            demandThatNobodyNoticed(sheet);
            sheet.tell(reporter, summary());
            return sheet.balances();
        }
    }

    private void demandThatNobodyNoticed(BalanceSheet sheet) {
        sheet.demandNone(
                "ends of deliveries that were not shown live",
                screens.stream().flatMap(screen -> screen.missed().stream()).toList());
        if (!options.atOnce()) {
            sheet.demandNone("requests that had to be sent again", observed.failed());
            sheet.demandNone(
                    "times that a screen was blind for over " + LONGEST_BLIND.toSeconds() + " s",
                    blind().filter(time -> time.compareTo(LONGEST_BLIND) > 0)
                            .map(Duration::toString)
                            .toList());
        }
    }

    private String summary() {
        return "upgrade from %s and back, orders %d, requests %d, sent again %d, screens connected again %d times, blind for %d ms at most"
                .formatted(
                        options.from().orElse("this version"),
                        observed.ended(),
                        observed.requests(),
                        observed.failed().size(),
                        blind().count(),
                        blind().mapToLong(Duration::toMillis).max().orElse(0));
    }

    private Stream<Duration> blind() {
        return screens.stream().flatMap(screen -> screen.blind().stream());
    }

    private void roll() throws Exception {
        awaitOrders();
        suite.migrateDatabases();
        reporter.tell("the databases are migrated");
        awaitOrders();
        replace("upgrade", true);
        awaitOrders();
        replace("rollback", false);
        awaitOrders();
    }

    private void replace(String name, boolean toNew) throws Exception {
        if (options.atOnce()) {
            upgrade.replaceAtOnce(name, services, toNew);
        } else {
            upgrade.roll(name, services, toNew);
        }
    }

    /** Until each customer has placed an order more, so that all of it meets orders under way. */
    private void awaitOrders() {
        int enough = observed.begun() + options.customers();
        while (observed.begun() < enough) {
            if (trafficEnded.get()) {
                throw new IllegalStateException("Nobody orders any more");
            }
            RetryingClient.pause(100);
        }
    }

    private OptionalInt nextOrder() {
        return over.get() ? OptionalInt.empty() : OptionalInt.of(next.getAndIncrement());
    }

    private Screen screen(Customer customer) {
        LiveScreen screen = new LiveScreen(customer);
        screens.add(screen);
        return screen;
    }
}
