package com.homedelivery.systemtests.bench;

import com.homedelivery.localstack.client.ServerAddresses;
import com.homedelivery.systemtests.people.Customer;
import com.homedelivery.systemtests.suite.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamGroupInfo;

/**
 * Events that one instance of one service acts on in a second, from one stream, while no other service runs. Events that
 * it knows already are only looked up in its inbox.
 */
final class EventThroughput implements Benchmark.OfSuite {

    private static final String STREAM = "stream:orders";
    private static final String TYPE = "order.created";
    private static final List<String> SERVICES = List.of("payment-service", "notification-service");
    private static final int EVENTS = 3_000;
    private static final int EVENTS_OF_WARM_UP = 1_000;
    private static final int PEOPLE = 16;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String about() {
        return "events a second that one consumer acts on, or finds in its inbox";
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        environment.warmUp();
        List<Customer> customers = environment.customers(PEOPLE);
        environment.shopping().order(customers.getFirst());
        environment.settle();
        List<Figure> figures = new ArrayList<>();
        Map<String, Object> raw = new LinkedHashMap<>();
        try (RedisClient redis = RedisClient.create(
                ServerAddresses.HOST, environment.suite().servers().redisPort())) {
            Map<String, String> example = example(redis);
            for (String service : SERVICES) {
                alone(environment, service, redis, () -> {
                    feed(redis, service, copies(example, customers, EVENTS_OF_WARM_UP));
                    List<Double> real = new ArrayList<>();
                    List<Double> known = new ArrayList<>();
                    for (int round = 1; round <= environment.options().rounds(); round++) {
                        List<Map<String, String>> events = copies(example, customers, EVENTS);
                        real.add(feed(redis, service, events));
                        environment.awaitMails();
                        known.add(feed(redis, service, events));
                        environment.tell(service + ", round " + round + ": " + Numbers.text(real.getLast())
                                + " new and " + Numbers.text(known.getLast()) + " known events a second");
                    }
                    figures.add(Figure.of(service + ", " + TYPE + " that is new", Numbers.median(real), "/s")
                            .withTarget(Target.atLeast(800)));
                    figures.add(Figure.of(service + ", " + TYPE + " that is known", Numbers.median(known), "/s")
                            .withTarget(Target.atLeast(3_000)));
                    raw.put(service, Map.of("new", real, "known", known));
                });
            }
        }
        environment.settle();
        return new Findings(figures, raw);
    }

    /** Does something while of all services only this one runs. The others do not see the events of orders that there are not. */
    private static void alone(BenchEnvironment environment, String service, RedisClient redis, Measurement measurement)
            throws Exception {
        List<String> others = environment.suite().services().stream()
                .filter(other -> !other.equals(service))
                .toList();
        environment.tell("ending all services but " + service);
        others.forEach(environment.suite()::kill);
        try {
            measurement.run();
        } finally {
            environment.tell("starting the others again");
            StreamEntryID newest = redis.xinfoStream(STREAM).getLastGeneratedId();
            redis.xinfoGroups(STREAM).forEach(group -> redis.xgroupSetID(STREAM, group.getName(), newest));
            environment.suite().start(others.stream().map(Instance::first).toList());
        }
    }

    @FunctionalInterface
    private interface Measurement {
        void run() throws Exception;
    }

    /** Hands a service events at once; how many of them it has acknowledged a second. */
    private static double feed(RedisClient redis, String group, List<Map<String, String>> events)
            throws InterruptedException {
        long begun = System.nanoTime();
        try (AbstractPipeline pipeline = redis.pipelined()) {
            events.forEach(event -> pipeline.xadd(STREAM, StreamEntryID.NEW_ENTRY, event));
        }
        StreamEntryID newest = redis.xinfoStream(STREAM).getLastGeneratedId();
        while (!isThrough(redis, group, newest)) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new IllegalStateException(
                        group + " has not handled " + events.size() + " events in " + LONGEST.toMinutes() + " min");
            }
            Thread.sleep(5);
        }
        return events.size() / BenchEnvironment.secondsSince(begun);
    }

    private static boolean isThrough(RedisClient redis, String name, StreamEntryID newest) {
        StreamGroupInfo group = redis.xinfoGroups(STREAM).stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No group " + name));
        return group.getPending() == 0 && group.getLastDeliveredId().equals(newest);
    }

    /** A real event, as the service that publishes it writes it. */
    private static Map<String, String> example(RedisClient redis) {
        return redis.xrevrange(STREAM, "+", "-", 100).stream()
                .map(StreamEntry::getFields)
                .filter(fields -> TYPE.equals(fields.get("type")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + TYPE + " in " + STREAM));
    }

    /** The same event of so many other orders, of these customers in turn. */
    private static List<Map<String, String>> copies(Map<String, String> example, List<Customer> customers, int number) {
        String order = example.getOrDefault("subject", "");
        String data = example.getOrDefault("data", "");
        String user = customers.getFirst().id().toString();
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    String otherOrder = UUID.randomUUID().toString();
                    Map<String, String> copy = new HashMap<>(example);
                    copy.put("id", UUID.randomUUID().toString());
                    copy.put("subject", otherOrder);
                    copy.put(
                            "data",
                            data.replace(order, otherOrder)
                                    .replace(
                                            user,
                                            customers
                                                    .get(i % customers.size())
                                                    .id()
                                                    .toString()));
                    return copy;
                })
                .toList();
    }
}
