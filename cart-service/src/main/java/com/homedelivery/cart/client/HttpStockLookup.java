package com.homedelivery.cart.client;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.StockLookup;
import com.homedelivery.cart.client.InventoryClient.Level;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Caches available quantities for a moment. Requests for one product at a time share a single call. */
@Component
class HttpStockLookup implements StockLookup {

    private static final int MAX_CACHED = 10_000;

    private final InventoryClient inventory;
    private final AsyncCache<UUID, Integer> cache;

    @Autowired
    HttpStockLookup(InventoryClient inventory, CartProperties properties) {
        this(inventory, properties.stockMaxStaleness(), Ticker.systemTicker());
    }

    HttpStockLookup(InventoryClient inventory, Duration maxAge, Ticker ticker) {
        this.inventory = inventory;
        this.cache = Caffeine.newBuilder()
                .maximumSize(MAX_CACHED)
                .expireAfterWrite(maxAge)
                .ticker(ticker)
                .executor(Runnable::run)
                .buildAsync();
    }

    @Override
    public Map<UUID, Integer> available(Set<UUID> ids) {
        return Answers.await(cache.getAll(ids, this::fetch));
    }

    @Override
    public Map<UUID, Integer> availableNow(Set<UUID> ids) {
        Map<UUID, Integer> units = fetch(ids);
        units.forEach((id, available) -> cache.put(id, CompletableFuture.completedFuture(available)));
        return units;
    }

    /** Ignores the request's deadline, for others with later deadlines may wait for the same response: the read timeout bounds it. */
    private Map<UUID, Integer> fetch(Set<? extends UUID> ids) {
        try (var _ = RequestDeadline.suspend()) {
            List<Level> levels = Optional.ofNullable(inventory
                            .levels(ids.stream().map(UUID::toString).collect(Collectors.joining(",")))
                            .data())
                    .orElseThrow(() -> new RestClientException("The response has no data"));
            return levels.stream().collect(Collectors.toMap(Level::productId, Level::available));
        } catch (RestClientException e) {
            throw new ServiceUnavailableException("The inventory does not answer right now", e);
        }
    }
}
