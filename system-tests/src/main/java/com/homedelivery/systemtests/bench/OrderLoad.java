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

    private final Lab lab;
    private final int customers;
    private final Shopping shopping;
    private double perSecond;

    OrderLoad(Lab lab, int customers) {
        this.lab = lab;
        this.customers = customers;
        this.shopping = lab.shopping();
    }

    /** Orders for so many seconds, and returns when the last order that was begun has ended. */
    void run(int seconds) throws InterruptedException, ExecutionException {
        List<Customer> people = lab.customers(customers);
        long begun = System.nanoTime();
        List<Future<?>> orders = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Customer customer : people) {
                orders.add(executor.submit(() -> {
                    while (Lab.secondsSince(begun) < seconds) {
                        if (!shopping.order(customer)) {
                            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
                        }
                    }
                    return customer;
                }));
            }
            while (Lab.secondsSince(begun) < seconds) {
                Thread.sleep(100);
                lab.progress(shopping.confirmed() + " orders confirmed");
            }
            perSecond = shopping.confirmed() / Lab.secondsSince(begun);
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
