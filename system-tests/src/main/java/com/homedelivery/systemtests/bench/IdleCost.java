package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.run.ServiceDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What the suite does and uses while nobody asks it for anything. */
final class IdleCost implements Benchmark.OfSuite {

    private static final int DELIVERIES = 2_500;
    /** Copies all come due at once, and then each at its time. */
    private static final int SECONDS_TO_BEGIN = 20;

    private static final double MILLIS_PER_PERCENT = 10;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "CPU, commits and Redis commands while nothing is asked for, also with " + Numbers.text(DELIVERIES)
                + " deliveries that wait for riders";
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        Counts idle = environment.idle();

        environment.shopping().order(environment.customers(1).getFirst());
        copyDelivery(environment);
        environment.tell(Numbers.text(DELIVERIES) + " deliveries wait");
        environment.counters().during(SECONDS_TO_BEGIN);
        Counts waiting = environment.idle();
        environment.settle();
        return new Findings(
                List.of(
                        Figure.of("CPU of all processes, of one core", percent(idle), "%"),
                        Figure.of("commits a second", idle.totalCommits() / idle.seconds(), ""),
                        Figure.of("Redis commands a second", idle.totalRedisCommands() / idle.seconds(), ""),
                        Figure.of(
                                "CPU with " + Numbers.text(DELIVERIES) + " waiting deliveries, of one core",
                                percent(waiting),
                                "%"),
                        Figure.of("CPU with waiting deliveries ÷ without", percent(waiting) / percent(idle), "")
                                .withTarget(Target.atMost(1.2))),
                Map.of("idle", idle, "waiting", waiting));
    }

    private static double percent(Counts counts) {
        return counts.totalCpuMillis() / counts.seconds() / MILLIS_PER_PERCENT;
    }

    /** Straight into the database: the one delivery there is, so many times. It begins a moment after its order is paid. */
    private static void copyDelivery(BenchEnvironment environment) throws SQLException {
        String sql = """
                insert into deliveries select (jsonb_populate_record(null::deliveries, to_jsonb(d) || jsonb_build_object(
                    'id', gen_random_uuid(), 'order_id', gen_random_uuid()))).*
                from (select * from deliveries where status = 'PENDING' limit 1) d, generate_series(2, %d)""".formatted(DELIVERIES);
        try (Connection database = ServiceDatabases.connect(environment.suite().servers(), "delivery_db");
                Statement statement = database.createStatement()) {
            Awaitility.await("a delivery")
                    .atMost(BenchEnvironment.RESPONSE_TIMEOUT)
                    .until(() -> statement.executeUpdate(sql) > 0);
        }
    }
}
