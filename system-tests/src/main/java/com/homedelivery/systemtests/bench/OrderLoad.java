package com.homedelivery.systemtests.bench;

import com.homedelivery.systemtests.people.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Customers who order, pay, wait for the confirmation, and begin again at once: as much as they and the suite can. */
final class OrderLoad {

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 100;

    private final BenchEnvironment environment;
    private final int customers;
    private final Shopping shopping;
    private double perSecond;

    OrderLoad(BenchEnvironment environment, int customers) {
        this.environment = environment;
        this.customers = customers;
        this.shopping = environment.shopping();
    }

    /** Orders for so many seconds, and returns when the last order that was begun has ended. */
    void run(int seconds) throws InterruptedException, ExecutionException {
        List<Customer> people = environment.customers(customers);
        long begun = System.nanoTime();
        List<Future<?>> orders = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Customer customer : people) {
                orders.add(executor.submit(() -> {
                    while (BenchEnvironment.secondsSince(begun) < seconds) {
                        if (!shopping.order(customer)) {
                            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
                        }
                    }
                    return customer;
                }));
            }
            while (BenchEnvironment.secondsSince(begun) < seconds) {
                Thread.sleep(100);
                environment.progress(shopping.confirmed() + " orders confirmed");
            }
            perSecond = shopping.confirmed() / BenchEnvironment.secondsSince(begun);
        }
        for (Future<?> order : orders) {
            order.get();
        }
    }

    /** Confirmed orders a second, while all customers were ordering. */
    double perSecond() {
        return perSecond;
    }

    Shopping shopping() {
        return shopping;
    }
}
