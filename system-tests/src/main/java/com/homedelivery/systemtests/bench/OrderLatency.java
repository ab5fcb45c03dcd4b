package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Customer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long {@code POST /orders} takes at half of the orders that there can be. Orders are placed at their time, however
 * long the earlier ones take, and their time counts from there: nobody waits politely for a slow suite.
 */
final class OrderLatency implements Benchmark.OfSuite {

    private static final double LOAD = 0.5;
    private static final int CUSTOMERS = 64;

    @Override
    public String name() {
        return "order-latency";
    }

    @Override
    public String about() {
        return "POST /orders at half of the orders a second that there can be, open loop";
    }

    @Override
    public Findings measure(BenchEnvironment environment) throws Exception {
        double perSecond = environment.ordersPerSecond() * LOAD;
        int orders = Math.max(1, (int) (perSecond
                * environment.options().seconds()
                * environment.options().rounds()));
        List<Customer> customers = environment.customers(CUSTOMERS);
        Shopping shopping = environment.shopping();
        BlockingQueue<Customer> ready = new LinkedBlockingQueue<>();
        environment.inParallel(customers, customer -> shopping.fillCart(customer) && ready.add(customer));
        environment.tell(orders + " orders, " + Numbers.text(perSecond) + " a second");
        AtomicLong late = new AtomicLong();
        long begun = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < orders; i++) {
                long due = begun + (long) (i * TimeUnit.SECONDS.toNanos(1) / perSecond);
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                executor.submit(() -> {
                    if (ready.isEmpty()) {
                        late.incrementAndGet();
                    }
                    Customer customer = ready.take();
                    shopping.orderAndPay(customer, due);
                    shopping.fillCart(customer);
                    ready.add(customer);
                    return customer;
                });
                environment.progress((i + 1) + " of " + orders + " orders");
            }
        }
        environment.settle();
        Latencies latencies = shopping.ordering();
        return new Findings(
                List.of(
                        Figure.of("orders placed", perSecond, "/s"),
                        Figure.of("POST /orders p50", latencies.millisAt(50), "ms"),
                        Figure.of("POST /orders p99", latencies.millisAt(99), "ms")
                                .withTarget(Target.atMost(300)),
                        Figure.of("requests without a good answer", shopping.faults(), "")
                                .withTarget(Target.exactly(0))),
                Map.of("perSecond", perSecond, "waitedForACustomer", late.get(), "orders", shopping.summary()));
    }
}
