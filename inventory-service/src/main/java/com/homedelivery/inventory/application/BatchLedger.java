package com.homedelivery.inventory.application;

import com.homedelivery.inventory.domain.Batch;
import com.homedelivery.inventory.domain.BatchMovement;
import com.homedelivery.inventory.domain.MovementKind;
import com.homedelivery.inventory.domain.ProductBatches;
import com.homedelivery.inventory.domain.Stock;
import com.homedelivery.inventory.domain.StockMovement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Lets batches follow the stock in the transaction that changes it: with a read and two writes for all products together. */
@Component
class BatchLedger {

    private final Batches batches;

    BatchLedger(Batches batches) {
        this.batches = batches;
    }

    /** Nothing is read for stock of which units are only reserved or released. */
    void follow(Collection<Stock> locked, Instant now) {
        List<Stock> stocks = locked.stream().filter(Stock::concernsBatches).toList();
        if (stocks.isEmpty()) {
            return;
        }
        Map<UUID, Map<UUID, Integer>> taken = batches.takenBy(ordersThatReturn(stocks));
        Map<UUID, List<Batch>> byProduct = batches
                .find(stocks.stream().map(Stock::productId).collect(Collectors.toSet()), alsoNamed(stocks, taken))
                .stream()
                .collect(Collectors.groupingBy(Batch::productId));
        List<Batch> changed = new ArrayList<>();
        List<BatchMovement> movements = new ArrayList<>();
        stocks.forEach(stock -> {
            ProductBatches ofProduct =
                    new ProductBatches(stock.productId(), byProduct.getOrDefault(stock.productId(), List.of()), taken);
            stock.carryOverTo(ofProduct);
            changed.addAll(ofProduct.changed());
            movements.addAll(ofProduct.movements());
        });
        batches.save(changed, movements, now);
    }

    private static Set<UUID> ordersThatReturn(List<Stock> stocks) {
        return stocks.stream()
                .flatMap(stock -> stock.movements().stream())
                .filter(movement -> movement.kind() == MovementKind.RETURN)
                .map(movement -> Objects.requireNonNull(movement.orderId()))
                .collect(Collectors.toSet());
    }

    /** Batches that may be empty. */
    private static Set<UUID> alsoNamed(List<Stock> stocks, Map<UUID, Map<UUID, Integer>> taken) {
        Set<UUID> named = stocks.stream()
                .flatMap(stock -> stock.movements().stream())
                .map(StockMovement::batchId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        taken.values().forEach(byBatch -> named.addAll(byBatch.keySet()));
        return named;
    }
}
