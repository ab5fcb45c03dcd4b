package com.homedelivery.gateway.application;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Public reads of the catalogue, kept for less than a second from the moment at which the service was asked, so that no
 * price is older than that. Who asks for the same meanwhile shares one call. A change that passes through this instance
 * empties it.
 */
@Component
public class CatalogueCache {

    static final Duration LONGEST_KEPT = Duration.ofMillis(900);

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** About what an entry takes besides its body. */
    private static final int ENTRY_BYTES = 512;

    private final CatalogueSource source;
    private final Ticker ticker;
    private final AsyncCache<CatalogueRead, Entry> entries;

    @Autowired
    CatalogueCache(CatalogueSource source, MeterRegistry meters) {
        this(source, Ticker.systemTicker(), MAX_BYTES);
        CaffeineCacheMetrics.monitor(meters, entries, "catalogue");
    }

    CatalogueCache(CatalogueSource source, Ticker ticker, int maxBytes) {
        this.source = source;
        this.ticker = ticker;
        this.entries = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumWeight(maxBytes)
                .weigher((CatalogueRead key, Entry entry) -> key.length() + entry.bytes())
                .expireAfter(Expiry.creating((CatalogueRead _, Entry entry) -> leftOf(entry)))
                .recordStats()
                .buildAsync();
    }

    /**
     * What the catalogue answers.
     *
     * @return empty when each client has to ask the service; fails like any call of a service. Shared: not to be cancelled
     */
    public CompletableFuture<Optional<CatalogueResponse>> get(CatalogueRead read) {
        CompletableFuture<Entry> entry = entries.get(read, (key, _) -> {
            long askedAt = ticker.read();
            return source.read(key).thenApply(answer -> new Entry(answer, askedAt));
        });
        return entry.thenApply(Entry::answer);
    }

    /** Forgets everything: who asks from here on gets what the service says from here on. */
    public void clear() {
        entries.synchronous().invalidateAll();
    }

    private Duration leftOf(Entry entry) {
        Duration age = Duration.ofNanos(ticker.read() - entry.askedAt());
        return age.compareTo(LONGEST_KEPT) < 0 ? LONGEST_KEPT.minus(age) : Duration.ZERO;
    }

    /** @param askedAt in the ticker's nanoseconds */
    private record Entry(Optional<CatalogueResponse> answer, long askedAt) {

        int bytes() {
            return ENTRY_BYTES + answer.map(CatalogueResponse::bytes).orElse(0);
        }
    }
}
