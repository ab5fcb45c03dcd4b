package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Rider;
import com.homedelivery.systemtests.run.ServiceDatabases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** What it costs to know where riders on their way are: each says so once a second. */
final class PositionCost implements Benchmark.OfSuite {

    private static final int RIDERS = 100;
    private static final double START_LAT = 40.7128;
    private static final double LNG = -74.006;
    /** Eleven metres: a rider in the city. */
    private static final double STEP = 0.0001;

    @Override
    public String name() {
        return "positions";
    }

    @Override
    public String about() {
        return "what a position costs, of " + RIDERS + " riders on their way who send one a second, open loop";
    }

    /** A rider and what they bring. */
    private record OnTheWay(Rider rider, UUID deliveryId) {}

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        List<OnTheWay> all = sendOut(environment, environment.riders(RIDERS));
        try {
            int seconds = environment.options().seconds();
            environment.tell("positions: warming up");
            ride(all, environment.options().warmUp());
            Counts idle = environment.idle();
            List<Ride> rides = new ArrayList<>();
            for (int round = 1; round <= environment.options().rounds(); round++) {
                Counts before = environment.counters().read();
                Sent sent = ride(all, seconds);
                environment.settle();
                Ride ride = new Ride(
                        sent,
                        environment
                                .counters()
                                .read()
                                .since(before)
                                .without(idle)
                                .dividedBy(sent.latencies().count()));
                environment.tell(
                        "round " + round + ": " + Numbers.text(ride.cost().totalCpuMillis()) + " ms of CPU each");
                rides.add(ride);
            }
            return findings(rides);
        } finally {
            takeOff(environment, all);
        }
    }

    /** Positions that were sent, and their answers. */
    private record Sent(Tally answers, Latencies latencies) {}

    /** @param cost of one position */
    private record Ride(Sent sent, Counts cost) {}

    private static Findings findings(List<Ride> rides) {
        long bad = rides.stream()
                .mapToLong(ride ->
                        ride.sent().latencies().count() - ride.sent().answers().of("200"))
                .sum();
        Latencies last = rides.getLast().sent().latencies();
        return new Findings(
                List.of(
                        Figure.of(
                                "CPU for a position",
                                Numbers.median(rides.stream()
                                        .map(ride -> ride.cost().totalCpuMillis())
                                        .toList()),
                                "ms"),
                        Figure.of(
                                "commits for a position",
                                Numbers.median(rides.stream()
                                        .map(ride -> ride.cost().totalCommits())
                                        .toList()),
                                ""),
                        Figure.of(
                                "Redis commands for a position",
                                Numbers.median(rides.stream()
                                        .map(ride -> ride.cost().totalRedisCommands())
                                        .toList()),
                                ""),
                        Figure.of("PUT /deliveries/{id}/location p50", last.millisAt(50), "ms"),
                        Figure.of("PUT /deliveries/{id}/location p99", last.millisAt(99), "ms"),
                        Figure.of("not answered 200", bad, "").withTarget(Target.exactly(0))),
                Map.of("costs", rides.stream().map(Ride::cost).toList(), "ms", last.summary()));
    }

    private static Sent ride(List<OnTheWay> all, int seconds) throws InterruptedException, ExecutionException {
        Sent sent = new Sent(new Tally(), new Latencies());
        long begun = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> riding = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                OnTheWay each = all.get(i);
                long first = begun + i * TimeUnit.SECONDS.toNanos(1) / all.size();
                riding.add(executor.submit(() -> {
                    for (int second = 0; second < seconds; second++) {
                        long due = first + TimeUnit.SECONDS.toNanos(second);
                        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                        double lat = START_LAT + second * STEP;
                        sent.answers()
                                .count(() -> each.rider()
                                        .sendLocation(each.deliveryId().toString(), lat, LNG));
                        sent.latencies().since(due);
                    }
                    return each;
                }));
            }
            for (Future<?> rider : riding) {
                rider.get();
            }
        }
        return sent;
    }

    /** Straight into the database: the one delivery there is, once for each rider, who has just left the store with it. */
    private static List<OnTheWay> sendOut(BenchEnvironment environment, List<Rider> riders) throws Exception {
        environment.shopping().order(environment.customers(1).getFirst());
        try (Connection database = ServiceDatabases.connect(environment.suite().servers(), "delivery_db")) {
            Awaitility.await("a delivery")
                    .atMost(BenchEnvironment.RESPONSE_TIMEOUT)
                    .until(() -> hasDelivery(database));
            try (PreparedStatement insert = database.prepareStatement("""
                            insert into riders (id, online, online_since, lat, lng, located_at, version)
                            select id, true, now(), ?, ?, now(), 0 from unnest(?::uuid[]) as r(id)""")) {
                insert.setDouble(1, START_LAT);
                insert.setDouble(2, LNG);
                insert.setArray(3, database.createArrayOf("uuid", ids(riders)));
                insert.executeUpdate();
            }
            List<OnTheWay> all = new ArrayList<>();
            for (Rider rider : riders) {
                all.add(new OnTheWay(rider, copyDelivery(database, rider.id())));
            }
            return all;
        }
    }

    private static boolean hasDelivery(Connection database) throws SQLException {
        try (PreparedStatement select =
                        database.prepareStatement("select 1 from deliveries where status = 'PENDING' limit 1");
                ResultSet found = select.executeQuery()) {
            return found.next();
        }
    }

    private static UUID copyDelivery(Connection database, UUID riderId) throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement insert = database.prepareStatement("""
                        insert into deliveries select (jsonb_populate_record(null::deliveries, to_jsonb(d) || jsonb_build_object(
                            'id', ?::uuid, 'order_id', gen_random_uuid(), 'rider_id', ?::uuid, 'status', 'IN_TRANSIT',
                            'status_since', now(), 'picked_up_at', now(), 'otp', '1234',
                            'current_lat', d.pickup_lat, 'current_lng', d.pickup_lng, 'located_at', now(),
                            'announced_at', now()))).*
                        from (select * from deliveries where status = 'PENDING' limit 1) d""")) {
            insert.setObject(1, id);
            insert.setObject(2, riderId);
            insert.executeUpdate();
        }
        return id;
    }

    /** No trace is left of riders who are no riders, and no search goes on. */
    private static void takeOff(BenchEnvironment environment, List<OnTheWay> all) throws Exception {
        Object[] riders = ids(all.stream().map(OnTheWay::rider).toList());
        try (Connection database = ServiceDatabases.connect(environment.suite().servers(), "delivery_db")) {
            for (String sql : List.of(
                    "delete from deliveries where rider_id = any (?)", "delete from riders where id = any (?)")) {
                try (PreparedStatement delete = database.prepareStatement(sql)) {
                    delete.setArray(1, database.createArrayOf("uuid", riders));
                    delete.executeUpdate();
                }
            }
        }
        environment.settle();
    }

    private static Object[] ids(List<Rider> riders) {
        return riders.stream().map(Rider::id).toArray();
    }
}
