package com.homedelivery.systemtests.chaos;

import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.Instance;
import com.homedelivery.systemtests.suite.TestSuite;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Replaces one service after the other, as Kubernetes replaces pods by the chart: a new instance is started and gets its share
 * of the connections once it is healthy; then the old one gets no new ones, is left alone for a moment, told to end, and
 * drains.
 */
final class RollingUpgrade {

    /** {@code preStopSeconds} of the chart. */
    private static final Duration BEFORE_SIGNAL = Duration.ofSeconds(5);

    /** How long both versions share the traffic. */
    private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(5);

    private static final long LOOK_EVERY_MILLIS = 20;
    private static final Duration LEADS_WITHIN = Duration.ofSeconds(90);

    /** Services that publish events. */
    private static final Set<String> RELAYING = Set.of(
            "auth-service",
            "user-service",
            "inventory-service",
            "order-service",
            "payment-service",
            "delivery-service",
            "notification-service");

    private final TestSuite suite;
    private final Reporter reporter;
    private final ClientObservations observed;
    private volatile String now = "";

    RollingUpgrade(TestSuite suite, Reporter reporter, ClientObservations observed) {
        this.suite = suite;
        this.reporter = reporter;
        this.observed = observed;
    }

    /** What is started at this moment, or nothing. */
    String now() {
        return now;
    }

    /**
     * Replaces the first instances of services by second ones, or the other way round. While an old instance drains, the next
     * service's new one is started.
     *
     * @param name what it is, for the report
     */
    void roll(String name, List<String> services, boolean toSecond) throws Exception {
        int failedBefore = observed.failed().size();
        try (ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ending = new ArrayList<>();
            for (String service : services) {
                now = name + " of " + service;
                long begun = System.nanoTime();
                suite.start(new Instance(service, toSecond));
                Duration started = since(begun);
                ending.add(ends.submit(() -> {
                    end(new Instance(service, !toSecond), started);
                    return service;
                }));
            }
            for (Future<?> each : ending) {
                each.get();
            }
        }
        now = "";
        reporter.tell(name + ": requests that had to be sent again "
                + (observed.failed().size() - failedBefore));
    }

    /** Kills the first instances of services at once, and starts the second ones, or the other way round. */
    void replaceAtOnce(String name, List<String> services, boolean toSecond) {
        now = name;
        services.forEach(service -> suite.kill(new Instance(service, !toSecond)));
        long since = System.nanoTime();
        suite.start(services.stream()
                .map(service -> new Instance(service, toSecond))
                .toList());
        reporter.tell(
                name + ": all were killed, and the others were healthy after %.0f s".formatted(seconds(since(since))));
        now = "";
    }

    private void end(Instance old, Duration started) throws Exception {
        RetryingClient.pause(SIDE_BY_SIDE.toMillis());
        suite.leave(old);
        RetryingClient.pause(BEFORE_SIGNAL.toMillis());
        Ended ended =
                RELAYING.contains(old.service()) ? endLeader(old) : new Ended(suite.terminate(old), Duration.ZERO);
        reporter.tell("%-22s successor started %5.1f s, drained %5.1f s, relay without a leader %4.1f s"
                .formatted(old, seconds(started), seconds(ended.drained()), seconds(ended.unled())));
    }

    /**
     * How an instance ended.
     *
     * @param drained from SIGTERM until it had ended
     * @param unled for how long nobody led a relay, at the longest
     */
    private record Ended(Duration drained, Duration unled) {}

    private Ended endLeader(Instance old) throws Exception {
        RelayLeadership relays = new RelayLeadership(suite, old.service());
        AtomicBoolean ended = new AtomicBoolean();
        try (Connection connection = relays.connect();
                ExecutorService looking = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, RelayLeadership.Leader> leaders = RelayLeadership.leaders(connection);
            Future<Duration> gap = looking.submit(() -> longestGap(old, leaders, connection, ended));
            Duration drained = suite.terminate(old);
            ended.set(true);
            return new Ended(drained, gap.get());
        }
    }

    /** Until the old instance has ended and every relay is led, by another session than before. */
    private Duration longestGap(
            Instance old, Map<String, RelayLeadership.Leader> before, Connection connection, AtomicBoolean ended)
            throws SQLException {
        Map<String, Handover> handovers = new HashMap<>();
        before.forEach((relay, leader) -> handovers.put(relay, new Handover(leader)));
        long deadline = System.nanoTime() + LEADS_WITHIN.toNanos();
        while (!handovers.values().stream().allMatch(Handover::isOver)) {
            boolean hasEnded = ended.get();
            Map<String, RelayLeadership.Leader> leaders = RelayLeadership.leaders(connection);
            handovers.forEach((relay, handover) -> handover.look(leaders.get(relay), hasEnded));
            if (System.nanoTime() > deadline) {
                observed.notTakenOver("nobody led the relays of " + old.service() + " within " + LEADS_WITHIN);
                return LEADS_WITHIN;
            }
            RetryingClient.pause(LOOK_EVERY_MILLIS);
        }
        return handovers.values().stream()
                .map(handover -> handover.gap)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** The leadership of one relay, as it passes from one session to another. */
    private static final class Handover {

        private final RelayLeadership.Leader before;
        private long lastSeen = System.nanoTime();
        private Duration gap = Duration.ZERO;
        private boolean over;

        Handover(RelayLeadership.Leader before) {
            this.before = before;
        }

        boolean isOver() {
            return over;
        }

        /**
         * Notes who leads.
         *
         * @param leader nobody when null
         * @param ended whether the old instance has ended: who leads then as before, has led already
         */
        void look(RelayLeadership.@Nullable Leader leader, boolean ended) {
            if (over || leader == null) {
                return;
            }
            if (leader.equals(before)) {
                lastSeen = System.nanoTime();
                over = ended;
            } else {
                gap = since(lastSeen);
                over = true;
            }
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
