package com.homedelivery.cart.client;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.ProductLookup;
import com.homedelivery.cart.client.ProductClient.PricedProduct;
import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import com.homedelivery.shared.deadline.RequestDeadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Caches products. Each response of product-service carries the revision of the whole catalogue, so one response with an
 * unchanged revision revalidates the whole cache: under load product-service is called a few times a second, not for every
 * line. Concurrent requests for one product share a single call, and one request for several makes a single one.
 */
@Component
class HttpProductLookup implements ProductLookup {

    private static final int MAX_CACHED = 10_000;
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final long UNKNOWN_REVISION = -1;

    private final ProductClient products;
    private final long maxAgeNanos;
    private final Ticker ticker;
    private final AsyncCache<UUID, CachedProduct> cache = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .executor(Runnable::run)
            .buildAsync();
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
    public Map<UUID, Product> forSale(Set<UUID> ids) {
        ids.forEach(this::dropUnlessCurrent);
        return Answers.await(cache.getAll(ids, this::fetch)).values().stream()
                .flatMap(answer -> answer.product().stream())
                .collect(Collectors.toMap(Product::id, Function.identity()));
    }

    private void dropUnlessCurrent(UUID id) {
        CompletableFuture<CachedProduct> known = cache.getIfPresent(id);
        if (known != null && !isCurrent(Answers.await(known))) {
            cache.asMap().remove(id, known);
        }
    }

    private boolean isCurrent(CachedProduct answer) {
        Revision latest = latestRevision;
        return latest != null && isFresh(latest) && latest.number() == answer.revision();
    }

    private boolean isFresh(Revision revision) {
        return ticker.read() - revision.requestedAt() < maxAgeNanos;
    }

    /** Ignores the request's deadline, for others with later deadlines may wait for the same response: the read timeout bounds it. */
    private Map<UUID, CachedProduct> fetch(Set<? extends UUID> ids) {
        long requestedAt = ticker.read();
        try (var _ = RequestDeadline.suspend()) {
            ResponseEntity<ApiResponse<List<PricedProduct>>> response =
                    products.products(ids.stream().map(UUID::toString).collect(Collectors.joining(",")));
            Map<UUID, PricedProduct> entries = Optional.ofNullable(response.getBody())
                    .map(ApiResponse::data)
                    .orElseThrow(() -> new RestClientException("The response has no data"))
                    .stream()
                    .collect(Collectors.toMap(PricedProduct::id, Function.identity()));
            long revision = parseRevision(response.getHeaders().getETag());
            updateRevision(new Revision(revision, requestedAt));
            return ids.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            id -> new CachedProduct(
                                    revision,
                                    Optional.ofNullable(entries.get(id)).map(PricedProduct::toProduct))));
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
