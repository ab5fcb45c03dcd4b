package com.homedelivery.inventory.application;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.StockCounters.CounterResult;
import com.homedelivery.inventory.application.StockCounters.CounterResult.NotLoaded;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Loads missing counters on demand; one request at a time, for many may need the same. */
@Component
class CounterLoader {

    private static final int ATTEMPTS = 3;

    private final StockCounters counters;
    private final ReconcileCounters reconcile;
    private final Duration timeout;
    private final Lock loading = new ReentrantLock();

    CounterLoader(StockCounters counters, ReconcileCounters reconcile, InventoryProperties properties) {
        this.counters = counters;
        this.reconcile = reconcile;
        this.timeout = properties.counters().timeout();
    }

    /**
     * Loads the missing counters and reserves what an order wants. Gives up after some attempts, when the stock keeps
     * changing or others take too long to load: then the ledger decides.
     */
    CounterResult loadAndReserve(ReserveCommand command, NotLoaded first) {
        CounterResult result = first;
        for (int attempt = 0; attempt < ATTEMPTS && result instanceof NotLoaded(var productIds); attempt++) {
            load(productIds);
            result = counters.reserve(command.orderId(), command.quantities());
        }
        return result;
    }

    private void load(Set<UUID> productIds) {
        try {
            if (loading.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    reconcile.loadMissing(productIds);
                } finally {
                    loading.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
