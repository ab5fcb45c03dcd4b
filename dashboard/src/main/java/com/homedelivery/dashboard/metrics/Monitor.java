package com.homedelivery.dashboard.metrics;

import com.homedelivery.dashboard.metrics.Overview.Attention;
import com.homedelivery.dashboard.metrics.Overview.Point;
import com.homedelivery.dashboard.metrics.Overview.ServiceState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks all services every few seconds how they are, and remembers the last minutes. */
public final class Monitor implements AutoCloseable {

    private static final Logger log = System.getLogger(Monitor.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int REMEMBERED = 120;
    private static final String LAG = "homedelivery_stream_lag_seconds";
    private static final String OUTBOX = "homedelivery_outbox_oldest_age_seconds";
    private static final String REQUESTS = "homedelivery_gateway_requests_seconds";

    private final List<ServiceAddress> services;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final ServiceClient client = new ServiceClient(http);
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Point> history = new ArrayDeque<>();
    private @Nullable GatewayCount lastCount;
    private volatile Overview overview = Overview.NOTHING_YET;

    public Monitor(List<ServiceAddress> services, Clock clock) {
        this.services = List.copyOf(services);
        this.clock = clock;
    }

    /** Begins to ask, until it is closed. */
    public void start() {
        executor.submit(this::keepAsking);
    }

    /** What is known since services were asked last. */
    public Overview overview() {
        return overview;
    }

    private @Nullable Void keepAsking() throws InterruptedException {
        while (!Thread.interrupted()) {
            try {
                accept(readAll());
            } catch (RuntimeException e) {
                if (!executor.isShutdown()) {
                    log.log(Level.WARNING, "The services could not be asked; they are asked again soon", e);
                }
            }
            Thread.sleep(INTERVAL);
        }
        return null;
    }

    private List<ServiceReading> readAll() throws InterruptedException {
        List<Callable<ServiceReading>> calls = services.stream()
                .<Callable<ServiceReading>>map(service -> () -> client.read(service))
                .toList();
        List<ServiceReading> readings = new ArrayList<>();
        for (Future<ServiceReading> reading : executor.invokeAll(calls)) {
            try {
                readings.add(reading.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return readings;
    }

    /** Takes in what all services said at one moment. */
    void accept(List<ServiceReading> readings) {
        long now = clock.millis();
        history.add(point(now, readings));
        if (history.size() > REMEMBERED) {
            history.remove();
        }
        Map<String, ServiceState> before =
                overview.services().stream().collect(Collectors.toMap(ServiceState::name, state -> state));
        overview = new Overview(
                now,
                readings.stream()
                        .map(reading -> state(reading, before.get(reading.service()), now))
                        .toList(),
                byLabel(readings, "homedelivery_order_open", "status"),
                orderEvents(readings),
                new Attention(
                        sum(series(readings, "homedelivery_stream_deadletters")),
                        sum(series(readings, "homedelivery_outbox_quarantined")),
                        sum(series(readings, "homedelivery_stream_halted")),
                        max(series(readings, "homedelivery_order_stuck"))),
                List.copyOf(history));
    }

    private static ServiceState state(ServiceReading reading, @Nullable ServiceState before, long now) {
        return new ServiceState(
                reading.service(),
                reading.health(),
                before != null && before.health() == reading.health() ? before.since() : now,
                reading.missing(),
                max(reading.of("process_uptime_seconds")),
                max(reading.of("process_cpu_usage")),
                sum(reading.of("jvm_memory_used_bytes")
                        .filter(sample -> sample.label("area").equals("heap"))),
                max(reading.of(LAG)),
                max(reading.of(OUTBOX)));
    }

    private Point point(long now, List<ServiceReading> readings) {
        GatewayCount count = GatewayCount.of(now, readings).orElse(null);
        Optional<GatewayCount> grown =
                count == null || lastCount == null ? Optional.empty() : Optional.of(count.since(lastCount));
        lastCount = count;
        return new Point(
                now,
                max(series(readings, LAG)),
                max(outbox(readings, "redis")),
                max(outbox(readings, "kafka")),
                grown.map(GatewayCount::requestsPerSecond).orElse(null),
                grown.map(GatewayCount::errorsPerSecond).orElse(null),
                grown.flatMap(GatewayCount::meanMillis).orElse(null));
    }

    private static Stream<Sample> outbox(List<ServiceReading> readings, String destination) {
        return series(readings, OUTBOX)
                .filter(sample -> sample.label("destination").equals(destination));
    }

    private static Stream<Sample> series(List<ServiceReading> readings, String metric) {
        return readings.stream().flatMap(reading -> reading.of(metric));
    }

    /** Of nothing it is nothing, not 0. */
    private static @Nullable Double sum(Stream<Sample> samples) {
        return samples.map(Sample::value).reduce(Double::sum).orElse(null);
    }

    private static @Nullable Double max(Stream<Sample> samples) {
        return samples.map(Sample::value).reduce(Double::max).orElse(null);
    }

    private static Map<String, Double> byLabel(List<ServiceReading> readings, String metric, String label) {
        return series(readings, metric)
                .collect(Collectors.toMap(sample -> sample.label(label), Sample::value, Double::sum, TreeMap::new));
    }

    private static Map<String, Double> orderEvents(List<ServiceReading> readings) {
        Map<String, Double> events = byLabel(readings, "homedelivery_outbox_published_total", "type");
        events.keySet().removeIf(type -> !type.startsWith("order."));
        return events;
    }

    @Override
    public void close() {
        executor.shutdownNow();
        http.shutdownNow();
    }

    /**
     * What the gateway has counted since it started, or since another moment.
     *
     * @param millis how long that took; of the whole count, when it was read
     */
    private record GatewayCount(long millis, double requests, double errors, double seconds) {

        private static final double MILLIS_PER_SECOND = 1_000;

        static Optional<GatewayCount> of(long now, List<ServiceReading> readings) {
            List<Sample> counts = series(readings, REQUESTS + "_count").toList();
            if (counts.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new GatewayCount(
                    now,
                    counts.stream().mapToDouble(Sample::value).sum(),
                    counts.stream()
                            .filter(sample -> sample.label("outcome").equals("SERVER_ERROR"))
                            .mapToDouble(Sample::value)
                            .sum(),
                    series(readings, REQUESTS + "_sum")
                            .mapToDouble(Sample::value)
                            .sum()));
        }

        /** Nothing is less than before, or the gateway began anew. */
        GatewayCount since(GatewayCount before) {
            return before.requests > requests
                    ? new GatewayCount(millis - before.millis, requests, errors, seconds)
                    : new GatewayCount(
                            millis - before.millis,
                            requests - before.requests,
                            errors - before.errors,
                            seconds - before.seconds);
        }

        double requestsPerSecond() {
            return requests * MILLIS_PER_SECOND / Math.max(1, millis);
        }

        double errorsPerSecond() {
            return errors * MILLIS_PER_SECOND / Math.max(1, millis);
        }

        Optional<Double> meanMillis() {
            return requests == 0 ? Optional.empty() : Optional.of(seconds / requests * MILLIS_PER_SECOND);
        }
    }
}
