package com.homedelivery.cart.client;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.ProductLookup;
import com.homedelivery.cart.client.ProductClient.PricedProduct;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.NotFoundException;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Caches products. Each response of product-service carries the revision of the whole catalogue, so one response with an
 * unchanged revision revalidates the whole cache: under load product-service is called a few times a second, not for every
 * line. Concurrent requests for one product share a single call.
 */
@Component
class HttpProductLookup implements ProductLookup {

    private static final int MAX_CACHED = 10_000;
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final long UNKNOWN_REVISION = -1;

    private final ProductClient products;
    private final long maxAgeNanos;
    private final Ticker ticker;
    private final AsyncCache<UUID, CachedProduct> cache =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).buildAsync();
    private volatile @Nullable Revision latestRevision;

    @Autowired
    HttpProductLookup(ProductClient products, CartProperties properties) {
        this(products, properties.priceMaxStaleness(), Ticker.systemTicker());
    }

    HttpProductLookup(ProductClient products, Duration maxAge, Ticker ticker) {
        this.products = products;
        this.maxAgeNanos = maxAge.toNanos();
        this.ticker = ticker;
    }

    @Override
    public Product product(UUID id) {
        CompletableFuture<CachedProduct> known = cache.getIfPresent(id);
        if (known != null && !isCurrent(await(known))) {
            cache.asMap().remove(id, known);
        }
        return load(id).product().orElseThrow(() -> new NotFoundException("Product"));
    }

    private boolean isCurrent(CachedProduct answer) {
        Revision latest = latestRevision;
        return latest != null && isFresh(latest) && latest.number() == answer.revision();
    }

    private boolean isFresh(Revision revision) {
        return ticker.read() - revision.requestedAt() < maxAgeNanos;
    }

    /** Runs in the thread of the first caller; the others wait for it. */
    private CachedProduct load(UUID id) {
        CompletableFuture<CachedProduct> mine = new CompletableFuture<>();
        CompletableFuture<CachedProduct> running = cache.asMap().putIfAbsent(id, mine);
        return await(running == null ? mine.completeAsync(() -> fetch(id), Runnable::run) : running);
    }

    /** Ignores the request's deadline, for others with later deadlines may wait for the same response: the read timeout bounds it. */
    private CachedProduct fetch(UUID id) {
        long requestedAt = ticker.read();
        try (var _ = RequestDeadline.suspend()) {
            ResponseEntity<ApiResponse<List<PricedProduct>>> response = products.products(id);
            List<PricedProduct> entries = Optional.ofNullable(response.getBody())
                    .map(ApiResponse::data)
                    .orElseThrow(() -> new RestClientException("The response has no data"));
            long revision = parseRevision(response.getHeaders().getETag());
            updateRevision(new Revision(revision, requestedAt));
            return new CachedProduct(
                    revision,
                    entries.stream()
                            .filter(entry -> entry.id().equals(id))
                            .map(entry -> new Product(id, entry.name(), entry.price()))
                            .findFirst());
        } catch (RestClientException e) {
            throw new ServiceUnavailableException("The catalogue does not answer right now", e);
        }
    }

    /** A fresh revision is never replaced by an older one: some instance of product-service may lag behind. */
    private synchronized void updateRevision(Revision revision) {
        boolean isBehind =
                latestRevision != null && isFresh(latestRevision) && revision.number() < latestRevision.number();
        if (revision.number() != UNKNOWN_REVISION && !isBehind) {
            latestRevision = revision;
        }
    }

    private static long parseRevision(@Nullable String etag) {
        Matcher form = ETAG.matcher(etag == null ? "" : etag);
        return form.matches() ? Long.parseLong(form.group(1)) : UNKNOWN_REVISION;
    }

    private static CachedProduct await(CompletableFuture<CachedProduct> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /**
     * @param revision of the catalogue when the product was read, or {@link #UNKNOWN_REVISION}
     * @param product empty when it is not for sale
     */
    private record CachedProduct(long revision, Optional<Product> product) {}

    /**
     * @param number goes up with every change of any product
     * @param requestedAt by the ticker, in nanoseconds: from then on there may be another
     */
    private record Revision(long number, long requestedAt) {}
}
