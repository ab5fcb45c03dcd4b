package com.homedelivery.systemtests.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** GET requests over several connections. */
final class HttpLoad {

    private static final int CONNECTIONS = 32;

    private final List<URI> addresses;
    private final Map<String, String> headers;

    /** @param addresses of one server, asked for in turn: by each connection one of them, or its share where there are more */
    HttpLoad(List<URI> addresses, Map<String, String> headers) {
        this.addresses = addresses;
        this.headers = headers;
    }

    /**
     * What was seen.
     *
     * @param perSecond answers a second
     * @param answers by status
     */
    record Seen(double perSecond, Tally answers, Latencies latencies) {
        Map<String, Object> summary() {
            return Map.of("perSecond", perSecond, "answers", answers.toMap(), "ms", latencies.summary());
        }
    }

    /** Asks again as soon as the answer is there: how many requests can be answered. */
    Seen closedLoop(int seconds) throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        Tally answers = new Tally();
        Latencies latencies = new Latencies();
        onEachConnection(connection -> {
            while (BenchEnvironment.secondsSince(begun) < seconds) {
                get(connection, System.nanoTime(), answers, latencies);
            }
        });
        return new Seen(latencies.count() / BenchEnvironment.secondsSince(begun), answers, latencies);
    }

    /**
     * Asks so often, however long the answers take; the time of each counts from when it was to be sent. A request that is
     * late because all connections wait is late, and not left out.
     */
    Seen openLoop(int seconds, double perSecond) throws InterruptedException, ExecutionException {
        long begun = System.nanoTime();
        long requests = (long) (seconds * perSecond);
        AtomicLong next = new AtomicLong();
        Tally answers = new Tally();
        Latencies latencies = new Latencies();
        onEachConnection(connection -> {
            for (long i = next.getAndIncrement(); i < requests; i = next.getAndIncrement()) {
                long due = begun + (long) (i * TimeUnit.SECONDS.toNanos(1) / perSecond);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                get(connection, due, answers, latencies);
            }
        });
        return new Seen(latencies.count() / BenchEnvironment.secondsSince(begun), answers, latencies);
    }

    private static void get(HttpConnection connection, long due, Tally answers, Latencies latencies) {
        try {
            answers.count(connection.get(), "");
        } catch (IOException e) {
            answers.unanswered(e);
        }
        latencies.since(due);
    }

    private void onEachConnection(Asking asking) throws InterruptedException, ExecutionException {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                List<URI> share = shareOf(i);
                all.add(executor.submit(() -> {
                    try (HttpConnection connection = new HttpConnection(share, headers)) {
                        asking.over(connection);
                    }
                    return share;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private List<URI> shareOf(int connection) {
        return IntStream.iterate(connection % addresses.size(), at -> at < addresses.size(), at -> at + CONNECTIONS)
                .mapToObj(addresses::get)
                .toList();
    }

    @FunctionalInterface
    private interface Asking {
        void over(HttpConnection connection) throws InterruptedException;
    }
}
