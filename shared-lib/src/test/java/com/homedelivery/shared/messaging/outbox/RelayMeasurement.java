package com.homedelivery.shared.messaging.outbox;

import com.homedelivery.localstack.client.LocalServers;
import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.localstack.client.ServersLease;
import com.homedelivery.shared.event.DomainEvent;
import com.homedelivery.shared.event.EventStream;
import com.homedelivery.shared.event.PaymentEvent.PaymentFailed;
import com.homedelivery.shared.messaging.MessagingProperties;
import com.homedelivery.shared.messaging.StreamSubscription;
import com.homedelivery.shared.messaging.kafka.KafkaFixtures;
import com.homedelivery.shared.messaging.redis.RedisConnections;
import com.homedelivery.shared.messaging.stream.StreamFixtures;
import com.homedelivery.shared.testing.TestServers;
import com.homedelivery.shared.work.BackgroundTask;
import com.sun.management.OperatingSystemMXBean;
import io.lettuce.core.XReadArgs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Measures what docs/adr/0002 reports, on servers of its own. Run by hand; prints its findings. */
final class RelayMeasurement implements AutoCloseable {

    private static final String STREAM = "stream:payments";

    /** Until the compiler has done with what came before. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    /** Until the relays have marked what they sent, and the database has counted it. */
    private static final Duration UNTIL_COUNTED = Duration.ofSeconds(4);

    private static final MessagingProperties.Relay SETTINGS =
            new MessagingProperties.Relay(Duration.ofSeconds(2), Duration.ofHours(1), Duration.ofMinutes(10));

    private final LocalServers localServers;
    private final ServersLease lease;
    private final MessagingServers servers;
    private final List<BackgroundTask> workers = new ArrayList<>();
    private final List<AutoCloseable> closeables = new ArrayList<>();
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();

    private RelayMeasurement(Path state) {
        localServers =
                new LocalServers(state, true, ServerAddresses.anyFree(), List.of("measure"), Duration.ofSeconds(10));
        lease = localServers.lease();
        ServerAddresses addresses = lease.addresses();
        servers = new MessagingServers(
                new TestServers.Database(addresses.jdbcUrl("measure"), "postgres", "postgres"),
                new TestServers.Redis(ServerAddresses.HOST, addresses.redisPort(), 0),
                addresses.kafkaBrokers());
        servers.reset(STREAM);
    }

    public static void main(String[] arguments) throws Exception {
        Path state = Files.createTempDirectory("relay-measurement");
        try (RelayMeasurement measurement = new RelayMeasurement(state)) {
            measurement.run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        long cpu = cpuNanos();
        KafkaFixtures.createTopics(servers.kafkaAdmin(servers.kafkaBrokers()), servers.topics);
        System.out.printf("topics made at the first start: %.0f CPU-ms%n", (cpuNanos() - cpu) / 1e6);
        BackgroundTask listener = BackgroundTask.start("listener", this::listen);
        startRelays();
        publishAtPace(400, 100);
        report("warm-up", latencies(publishAtPace(400, 100)));
        report("commit to stream, 50 a second", latencies(publishAtPace(500, 50)));
        counted("relays, 5 events a second, a transaction each", 50, () -> publishAtPace(50, 5));
        counted("relays, 50 events a second, a transaction each", 500, () -> publishAtPace(500, 50));
        idle("2 relays idle");
        List<BackgroundTask> consumers = startConsumers();
        idle("2 relays and 4 consumers idle");
        stop(consumers);

        frozenKafka();

        stop(workers);
        fill(20_000);
        drain();
        counted("relays, 6 writers, a transaction each", 10_000, this::underLoad);
        counted("one consumer with inbox", 10_000, this::consumerThroughput);
        stop(List.of(listener));
        stop(workers);
    }

    private void frozenKafka() throws Exception {
        String daemon = Long.toString(localServers.daemon().find().orElseThrow().pid());
        signal("STOP", daemon);
        try {
            report("commit to stream while Kafka is frozen for 8 s", latencies(publishAtPace(400, 50)));
        } finally {
            signal("CONT", daemon);
        }
        long begin = System.nanoTime();
        awaitThat(() -> unsent("kafka_sent_at") == 0);
        System.out.printf("Kafka caught up %.1f s after it thawed%n", seconds(begin));
    }

    private void fill(int events) {
        for (int i = 0; i < events; i += 100) {
            servers.transaction.executeWithoutResult(_ -> {
                for (int j = 0; j < 100; j++) {
                    publish(UUID.randomUUID());
                }
            });
        }
    }

    private void drain() throws Exception {
        int events = unsent("kafka_sent_at");
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        startRelays();
        awaitThat(() -> unsent("redis_sent_at") == 0);
        System.out.printf("backlog of %d: Redis drained in %.1f s%n", events, seconds(begin));
        awaitThat(() -> unsent("kafka_sent_at") == 0);
        System.out.printf(
                "backlog of %d: Kafka drained in %.1f s, %.2f CPU-ms an event for both%n",
                events, seconds(begin), (cpuNanos() - cpu) / 1e6 / events);
    }

    private void underLoad() throws Exception {
        int events = 10_000;
        long cpu = cpuNanos();
        long begin = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < events; i++) {
                threads.submit(() -> servers.transaction.executeWithoutResult(_ -> publish(UUID.randomUUID())));
            }
        }
        double published = seconds(begin);
        awaitThat(() -> unsent("redis_sent_at") + unsent("kafka_sent_at") == 0);
        System.out.printf(
                "%d events, a transaction each: committed in %.1f s, all in both %.1f s after the last commit, %.0f/s; "
                        + "%.2f CPU-ms an event with the publishing%n",
                events,
                published,
                seconds(begin) - published,
                events / seconds(begin),
                (cpuNanos() - cpu) / 1e6 / events);
    }

    private void consumerThroughput() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        long there = servers.redis.xlen(STREAM);
        long begin = System.nanoTime();
        List<BackgroundTask> consumer = List.of(consumer(EventStream.PAYMENTS, handled));
        awaitThat(() -> handled.get() >= 10_000);
        System.out.printf(
                "one consumer with inbox: %.0f events/s (stream of %d)%n", handled.get() / seconds(begin), there);
        stop(consumer);
    }

    /** Counts what does not depend on the machine. The transactions that publish are among them, one for each event. */
    private void counted(String what, int events, Step step) throws Exception {
        Thread.sleep(UNTIL_COUNTED);
        servers.redis.configResetstat();
        long statements = statements();
        step.run();
        Thread.sleep(UNTIL_COUNTED);
        System.out.printf(
                "%s: %.2f transactions and %.2f Redis commands an event%n",
                what, (double) (statements() - statements) / events, (double) redisCommands() / events);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** Without those of this program itself. */
    private long redisCommands() {
        return servers.redis
                .info("commandstats")
                .lines()
                .map(line -> line.split("cmdstat_|:calls=|,"))
                .filter(parts -> parts.length > 2
                        && !Set.of("xread", "config", "info", "xlen").contains(parts[1]))
                .mapToLong(parts -> Long.parseLong(parts[2]))
                .sum();
    }

    private void startRelays() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        RedisConnections connections = servers.redisConnections();
        closeables.add(connections);
        List.of(servers.redisSink(connections, metrics), servers.kafkaSink(servers.kafkaBrokers()))
                .forEach(sink -> {
                    OutboxRelay relay = new OutboxRelay(
                            servers.databaseDetails(),
                            sink,
                            SETTINGS,
                            new OutboxMetrics(metrics, sink.destination()),
                            servers.notifier,
                            MessagingServers.NO_TRACES);
                    workers.add(BackgroundTask.start(relay.name(), relay::run));
                });
    }

    private List<BackgroundTask> startConsumers() {
        AtomicInteger ignored = new AtomicInteger();
        return List.of(
                consumer(EventStream.USERS, ignored),
                consumer(EventStream.ORDERS, ignored),
                consumer(EventStream.INVENTORY, ignored),
                consumer(EventStream.DELIVERIES, ignored));
    }

    private <E extends DomainEvent> BackgroundTask consumer(EventStream<E> stream, AtomicInteger handled) {
        RedisConnections connections = servers.redisConnections();
        closeables.add(connections);
        return StreamFixtures.start(
                StreamSubscription.to(stream, _ -> handled.incrementAndGet()),
                servers,
                connections,
                "measure",
                new MessagingProperties.Consumer(
                        8,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        Duration.ofSeconds(30),
                        Duration.ofDays(7),
                        10,
                        Duration.ofSeconds(30),
                        3));
    }

    private static void stop(List<BackgroundTask> some) {
        BackgroundTask.stop(some, Duration.ofSeconds(5));
    }

    private void listen(BackgroundTask worker) {
        try (RedisConnections connections = servers.redisConnections()) {
            var redis = connections.open(STREAM).sync();
            String last = "0-0";
            while (worker.isRunning()) {
                for (var entry : redis.xread(
                        XReadArgs.Builder.block(1_000).count(1_000), XReadArgs.StreamOffset.from(STREAM, last))) {
                    arrivals.put(entry.getBody().get("subject"), System.nanoTime());
                    last = entry.getId();
                }
            }
        }
    }

    private Map<String, Long> publishAtPace(int events, int perSecond) throws InterruptedException {
        Map<String, Long> commits = new ConcurrentHashMap<>();
        long begin = System.nanoTime();
        for (int i = 0; i < events; i++) {
            UUID order = UUID.randomUUID();
            servers.transaction.executeWithoutResult(_ -> publish(order));
            commits.put(order.toString(), System.nanoTime());
            long next = begin + (i + 1) * 1_000_000_000L / perSecond;
            Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
        awaitThat(() -> arrivals.keySet().containsAll(commits.keySet()));
        return commits;
    }

    private long[] latencies(Map<String, Long> commits) {
        return commits.entrySet().stream()
                .mapToLong(commit -> Math.max(0, arrivals.get(commit.getKey()) - commit.getValue()))
                .sorted()
                .toArray();
    }

    private static void report(String what, long[] nanos) {
        System.out.printf(
                "%s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d events)%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                Arrays.stream(nanos).max().orElse(0) / 1e6,
                nanos.length);
    }

    private void idle(String what) throws InterruptedException {
        Thread.sleep(SETTLING);
        long cpu = cpuNanos();
        Map<String, Long> threads = cpuOfThreads();
        servers.redis.configResetstat();
        long statements = statements();
        long begin = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(30));
        double seconds = seconds(begin);
        System.out.printf("%s: %.2f %% of a core%n", what, (cpuNanos() - cpu) / 1e7 / seconds);
        cpuOfThreads().forEach((name, nanos) -> {
            long spent = nanos - threads.getOrDefault(name, 0L);
            if (spent > 1_000_000) {
                System.out.printf("    %.3f %% %s%n", spent / 1e7 / seconds, name);
            }
        });
        System.out.printf("    %.2f statements a second%n", (statements() - statements) / seconds);
        servers.redis
                .info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .map(line -> line.replaceAll("cmdstat_(\\w+):calls=(\\d+),.*", "$2 $1"))
                .forEach(line -> System.out.printf("    %s in %.0f s%n", line, seconds));
    }

    /** CPU time of the threads with one name, those of the virtual machine included; of Linux only. */
    private static Map<String, Long> cpuOfThreads() {
        Map<String, Long> nanos = new TreeMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                nanos.merge(
                        Files.readString(task.resolve("comm")).strip(),
                        Long.parseLong(
                                Files.readString(task.resolve("schedstat")).split(" ")[0]),
                        Long::sum);
            }
        } catch (IOException e) {
            System.out.printf("    threads cannot be told apart: %s%n", e);
        }
        return nanos;
    }

    /** Statements that the relays have ended; each is a transaction of its own. */
    private long statements() {
        return servers.jdbc
                .sql("select xact_commit + xact_rollback from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    private void publish(UUID order) {
        servers.outbox.publish(new PaymentFailed(
                UUID.randomUUID(), order, UUID.randomUUID(), BigDecimal.TEN, "card declined", Instant.now()));
    }

    private int unsent(String column) {
        return servers.jdbc
                .sql("select count(*) from outbox where " + column + " is null")
                .query(Integer.class)
                .single();
    }

    private static void awaitThat(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void signal(String signal, String process) throws Exception {
        new ProcessBuilder("kill", "-" + signal, process).inheritIO().start().waitFor();
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable closeable : closeables) {
            closeable.close();
        }
        servers.close();
        lease.close();
        localServers.stop();
    }
}
