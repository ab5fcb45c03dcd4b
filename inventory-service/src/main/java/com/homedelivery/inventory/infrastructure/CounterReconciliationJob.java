package com.homedelivery.inventory.infrastructure;

import com.homedelivery.inventory.InventoryProperties;
import com.homedelivery.inventory.application.ReconcileCounters;
import com.homedelivery.inventory.application.StockCounters;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reconciles the counters, on one instance at a time, see {@link InventoryProperties.Counters#reconcileEvery}. */
@Component
class CounterReconciliationJob {

    private final StockCounters counters;
    private final ReconcileCounters reconcile;
    private final InventoryProperties properties;

    CounterReconciliationJob(StockCounters counters, ReconcileCounters reconcile, InventoryProperties properties) {
        this.counters = counters;
        this.reconcile = reconcile;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = InventoryProperties.RECONCILE_EVERY)
    void run() {
        if (counters.tryAcquireReconciliation(properties.counters().reconcileEvery())) {
            reconcile.all();
        }
    }
}
