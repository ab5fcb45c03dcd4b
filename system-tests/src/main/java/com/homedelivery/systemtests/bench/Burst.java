package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Answer;
import com.homedelivery.systemtests.people.Customer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * One request of each of many customers, all in the same moment.
 *
 * @param answers by status and code
 * @param latencies from that moment on
 * @param seconds until the last answer
 */
record Burst(Tally answers, Latencies latencies, double seconds) {

    static Burst of(List<Customer> customers, Function<Customer, Answer> request)
            throws InterruptedException, ExecutionException {
        Tally answers = new Tally();
        Latencies latencies = new Latencies();
        CountDownLatch ready = new CountDownLatch(customers.size());
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong begun = new AtomicLong();
        List<Future<?>> requests = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Customer customer : customers) {
                requests.add(executor.submit(() -> {
                    ready.countDown();
                    go.await();
                    answers.count(() -> request.apply(customer));
                    latencies.since(begun.get());
                    return customer;
                }));
            }
            ready.await();
            begun.set(System.nanoTime());
            go.countDown();
            for (Future<?> each : requests) {
                each.get();
            }
            return new Burst(answers, latencies, BenchEnvironment.secondsSince(begun.get()));
        }
    }

    /** Everything, for the file. */
    Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("answers", answers.toMap());
        summary.put("seconds", seconds);
        summary.put("ms", latencies.summary());
        return summary;
    }
}
