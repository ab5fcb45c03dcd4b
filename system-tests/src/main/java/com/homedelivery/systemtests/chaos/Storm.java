package com.homedelivery.systemtests.chaos;

import com.homedelivery.shared.testing.RedisCluster;
import com.homedelivery.systemtests.chaos.Disturbance.KafkaStandsStill;
import com.homedelivery.systemtests.chaos.Disturbance.Kill;
import com.homedelivery.systemtests.chaos.Disturbance.PostgresStandsStill;
import com.homedelivery.systemtests.chaos.Disturbance.RedisLosesAll;
import com.homedelivery.systemtests.chaos.Disturbance.RedisMasterDies;
import com.homedelivery.systemtests.chaos.Disturbance.RedisRestarts;
import com.homedelivery.systemtests.chaos.Disturbance.RelayHostVanishes;
import com.homedelivery.systemtests.chaos.Disturbance.ServiceAway;
import com.homedelivery.systemtests.run.Reporter;
import com.homedelivery.systemtests.suite.Instance;
import com.homedelivery.systemtests.suite.TestSuite;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries out a {@link ChaosPlan}, one disturbance after the other, and leaves everything running at the end of each. */
final class Storm {

    private final TestSuite suite;
    private final Reporter reporter;
    private final ClientObservations observed;
    private final AtomicInteger kills = new AtomicInteger();
    private volatile String now = "";

    Storm(TestSuite suite, Reporter reporter, ClientObservations observed) {
        this.suite = suite;
        this.reporter = reporter;
        this.observed = observed;
    }

    /** How many processes were killed so far. */
    int kills() {
        return kills.get();
    }

    /** What goes wrong at this moment, or nothing. */
    String now() {
        return now;
    }

    void strike(Disturbance disturbance) throws Exception {
        now = disturbance.toString();
        reporter.tell(now);
        switch (disturbance) {
            case Kill(Instance instance, Duration downFor) -> restart(List.of(instance), downFor);
            case ServiceAway(String service, Duration downFor) ->
                restart(List.of(Instance.first(service), Instance.second(service)), downFor);
            case RedisRestarts() -> suite.restartRedis();
            case RedisLosesAll() -> suite.wipeRedis();
            case RedisMasterDies(String key, Duration downFor) -> killMaster(key, downFor);
            case KafkaStandsStill(Duration time) -> {
                try (AutoCloseable _ = suite.freezeKafka()) {
                    RetryingClient.pause(time.toMillis());
                }
            }
            case PostgresStandsStill(Duration time) -> {
                try (AutoCloseable _ = suite.freezePostgres()) {
                    RetryingClient.pause(time.toMillis());
                }
            }
            case RelayHostVanishes(String service, Duration longest) -> vanish(service, longest);
        }
        now = "";
    }

    private void restart(List<Instance> instances, Duration downFor) throws InterruptedException {
        for (Instance instance : instances) {
            suite.kill(instance);
            kills.incrementAndGet();
        }
        RetryingClient.pause(downFor.toMillis());
        for (Instance instance : instances) {
            suite.start(instance);
        }
    }

    private void killMaster(String key, Duration downFor) {
        RedisCluster redis = suite.redisCluster();
        long since = System.nanoTime();
        redis.killMasterOf(key);
        redis.awaitTakeover();
        reporter.tell("its replica has taken over after %.1f s".formatted((System.nanoTime() - since) / 1e9));
        RetryingClient.pause(downFor.toMillis());
        redis.restore();
    }

    private void vanish(String service, Duration longest) throws Exception {
        Instance leader = relayLeader(service).orElse(Instance.first(service));
        try (TestSuite.Vanished vanished = suite.vanish(leader)) {
            reporter.tell(leader + (vanished.packetsDropped() ? ": its packets are dropped" : ": it stands still"));
            awaitTakeover(service, leader, longest);
        }
        kills.incrementAndGet();
        suite.start(leader);
    }

    private void awaitTakeover(String service, Instance gone, Duration longest) {
        long since = System.nanoTime();
        Duration lasted = Duration.ZERO;
        while (lasted.compareTo(longest) < 0) {
            RetryingClient.pause(1_000);
            lasted = Duration.ofNanos(System.nanoTime() - since);
            Optional<Instance> leads = relayLeader(service);
            if (leads.isPresent() && !leads.get().equals(gone)) {
                reporter.tell(leads.get() + " leads the relay after " + lasted.toSeconds() + " s");
                return;
            }
        }
        observed.notTakenOver("nobody led the relay of " + service + " within " + longest.toSeconds() + " s");
    }

    /** Which instance holds the lock of a service's relay to Redis. */
    private Optional<Instance> relayLeader(String service) {
        try {
            return Optional.ofNullable(
                            new RelayLeadership(suite, service).leaders().get("outbox-relay-redis"))
                    .flatMap(leader -> suite.instanceWithConnectionFrom(leader.clientPort()));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }
}
