package com.homedelivery.product.infrastructure;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.CatalogueReader;
import com.homedelivery.product.application.CatalogueRevision;
import com.homedelivery.product.application.SingleFlight;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads the revision from the database at most once in {@link ProductProperties#revisionMaxStaleness}, by one request for all that
 * wait, and again after a change that this instance made or was notified of. So it is never stale for longer than that
 * time, even if a notification was lost.
 */
@Component
class CachedCatalogueRevision implements CatalogueRevision {

    private static final String ONLY_KEY = "revision";

    private final CatalogueReader catalogue;
    private final Ticker ticker;
    private final AsyncCache<String, Reading> cache;

    @Autowired
    CachedCatalogueRevision(CatalogueReader catalogue, ProductProperties properties) {
        this(catalogue, properties.revisionMaxStaleness(), Ticker.systemTicker());
    }

    CachedCatalogueRevision(CatalogueReader catalogue, Duration maxAge, Ticker ticker) {
        this.catalogue = catalogue;
        this.ticker = ticker;
        this.cache = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Thread::startVirtualThread)
                .expireAfter(Expiry.creating((String _, Reading reading) -> maxAge.minus(ageOf(reading))))
                .buildAsync();
    }

    @Override
    public long current() {
        return SingleFlight.await(cache.get(ONLY_KEY, _ -> read())).revision();
    }

    @Override
    public void invalidate() {
        cache.synchronous().invalidate(ONLY_KEY);
    }

    private Reading read() {
        long readAt = ticker.read();
        return new Reading(catalogue.revision(), readAt);
    }

    private Duration ageOf(Reading reading) {
        return Duration.ofNanos(ticker.read() - reading.readAt());
    }

    /** @param readAt by the ticker, in nanoseconds, before the read: from then on there may be another revision */
    private record Reading(long revision, long readAt) {}
}
