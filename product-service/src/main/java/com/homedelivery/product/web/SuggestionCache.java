package com.homedelivery.product.web;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.CatalogueRevision;
import com.homedelivery.product.application.SingleFlight;
import com.homedelivery.product.application.SuggestProducts;
import com.homedelivery.shared.api.ApiResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Serialized suggestions, bounded by their size. Somebody waits for them with each letter, and the catalogue changes whenever something is
 * sold out: so they are shown as they were for {@link #FRESH}, and once more while they are read anew. What is older
 * than {@link #KEPT} is not shown. Concurrent requests for what is missing share a single read.
 */
@Component
class SuggestionCache {

    static final Duration FRESH = Duration.ofSeconds(10);
    static final Duration KEPT = Duration.ofMinutes(1);

    /** A quarter of what all responses may take. */
    private static final int SHARE = 4;

    private static final int OVERHEAD_BYTES = 200;

    private final LongSupplier revision;
    private final Function<Typed, SerializedString> read;
    private final AsyncLoadingCache<Typed, Suggested> suggestions;

    @Autowired
    SuggestionCache(
            CatalogueRevision revision,
            SuggestProducts suggest,
            Languages languages,
            ImageUrls urls,
            JsonMapper json,
            ProductProperties properties) {
        this(
                revision::current,
                typed -> new SerializedString(json.writeValueAsString(SuggestResponse.of(
                        suggest.suggest(typed.text(), languages.searched(typed.language()), typed.limit()),
                        typed.language(),
                        urls))),
                properties.responseCacheSize().toBytes() / SHARE,
                Ticker.systemTicker());
    }

    SuggestionCache(LongSupplier revision, Function<Typed, SerializedString> read, long maxBytes, Ticker ticker) {
        this.revision = revision;
        this.read = read;
        this.suggestions = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .ticker(ticker)
                .maximumWeight(maxBytes)
                // Both the text and its bytes are in memory.
                .weigher((Typed _, Suggested suggested) ->
                        OVERHEAD_BYTES + 2 * suggested.json().charLength())
                .refreshAfterWrite(FRESH)
                .expireAfterWrite(KEPT)
                .buildAsync(new Reader());
    }

    /** @param limit maximum number of products */
    record Typed(String language, String text, int limit) {}

    private record Suggested(long revision, SerializedString json) {}

    /** What was suggested for this lately, or is now. */
    ApiResponse<RawValue> get(Typed typed) {
        return ApiResponse.of(
                new RawValue(SingleFlight.await(suggestions.get(typed)).json()));
    }

    private final class Reader implements AsyncCacheLoader<Typed, Suggested> {

        @Override
        public CompletableFuture<Suggested> asyncLoad(Typed typed, Executor executor) {
            return CompletableFuture.supplyAsync(() -> load(typed), executor);
        }

        /** The same as long as the catalogue has not changed. */
        @Override
        public CompletableFuture<Suggested> asyncReload(Typed typed, Suggested earlier, Executor executor) {
            return CompletableFuture.supplyAsync(
                    () -> earlier.revision() == revision.getAsLong() ? earlier : load(typed), executor);
        }

        private Suggested load(Typed typed) {
            long before = revision.getAsLong();
            return new Suggested(before, read.apply(typed));
        }
    }
}
