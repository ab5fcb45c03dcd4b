package com.homedelivery.product.application;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.homedelivery.product.ProductProperties;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The catalogue's revision as this instance knows it: a number that goes up with every change of any product. What was read
 * at a revision holds until there is another. The database is asked for it once in a short time at most, by one request
 * for all that wait, and at once after a change that this instance made or was told of. So it is never out of date for
 * longer than that time, whatever message was lost.
 */
@Component
public class CatalogueRevision {

    private static final String ONLY_KEY = "revision";

    private final CatalogueReader catalogue;
    private final Ticker ticker;
    private final AsyncCache<String, Reading> known;

    @Autowired
    CatalogueRevision(CatalogueReader catalogue, ProductProperties properties) {
        this(catalogue, properties.revisionTrust(), Ticker.systemTicker());
    }

    CatalogueRevision(CatalogueReader catalogue, Duration trust, Ticker ticker) {
        this.catalogue = catalogue;
        this.ticker = ticker;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Thread::startVirtualThread)
                .expireAfter(Expiry.creating((String _, Reading reading) -> trust.minus(ageOf(reading))))
                .buildAsync();
    }

    /** @throws RuntimeException of the database, when it has to be asked and does not answer */
    public long current() {
        return SingleFlight.await(known.get(ONLY_KEY, _ -> read())).revision();
    }

    /** Whoever asks from now on is told of a change that has been committed. */
    public void changed() {
        known.synchronous().invalidate(ONLY_KEY);
    }

    private Reading read() {
        long askedAt = ticker.read();
        return new Reading(catalogue.revision(), askedAt);
    }

    private Duration ageOf(Reading reading) {
        return Duration.ofNanos(ticker.read() - reading.askedAt());
    }

    /** @param askedAt by the ticker, in nanoseconds: from then on there may be another revision */
    private record Reading(long revision, long askedAt) {}
}
