package com.homedelivery.cart.client;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.homedelivery.cart.CartProperties;
import com.homedelivery.cart.application.Catalogue;
import com.homedelivery.cart.client.ProductClient.CatalogueEntry;
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
 * The catalogue as it was told lately. Each answer of product-service brings the revision of the whole catalogue along, so
 * one answer that has not changed it confirms all that were had before: under load it is asked a few times a second, not
 * for every line. However many want the same product at once, it is asked once.
 */
@Component
class HttpCatalogue implements Catalogue {

    private static final int MOST_KEPT = 10_000;
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final long UNKNOWN = -1;

    private final ProductClient products;
    private final long trustNanos;
    private final Ticker ticker;
    private final AsyncCache<UUID, Told> told =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).buildAsync();
    private volatile @Nullable Revision newest;

    @Autowired
    HttpCatalogue(ProductClient products, CartProperties properties) {
        this(products, properties.priceTrust(), Ticker.systemTicker());
    }

    HttpCatalogue(ProductClient products, Duration trust, Ticker ticker) {
        this.products = products;
        this.trustNanos = trust.toNanos();
        this.ticker = ticker;
    }

    @Override
    public Product product(UUID id) {
        CompletableFuture<Told> known = told.getIfPresent(id);
        if (known != null && !holds(await(known))) {
            told.asMap().remove(id, known);
        }
        return ask(id).product().orElseThrow(() -> new NotFoundException("Product"));
    }

    private boolean holds(Told answer) {
        Revision latest = newest;
        return latest != null && isTrusted(latest) && latest.number() == answer.revision();
    }

    private boolean isTrusted(Revision revision) {
        return ticker.read() - revision.askedAt() < trustNanos;
    }

    /** In the thread of the first who asks: the others wait for it. */
    private Told ask(UUID id) {
        CompletableFuture<Told> mine = new CompletableFuture<>();
        CompletableFuture<Told> running = told.asMap().putIfAbsent(id, mine);
        return await(running == null ? mine.completeAsync(() -> request(id), Runnable::run) : running);
    }

    /** Others wait for the answer who may have more time than this request: only the read time-out counts. */
    private Told request(UUID id) {
        long askedAt = ticker.read();
        try (var _ = RequestDeadline.suspend()) {
            ResponseEntity<ApiResponse<List<CatalogueEntry>>> response = products.products(id);
            List<CatalogueEntry> entries = Optional.ofNullable(response.getBody())
                    .map(ApiResponse::data)
                    .orElseThrow(() -> new RestClientException("The answer has no data"));
            long revision = numberIn(response.getHeaders().getETag());
            learn(new Revision(revision, askedAt));
            return new Told(
                    revision,
                    entries.stream()
                            .filter(entry -> entry.id().equals(id))
                            .map(entry -> new Product(id, entry.name(), entry.price()))
                            .findFirst());
        } catch (RestClientException e) {
            throw new ServiceUnavailableException("The catalogue does not answer right now", e);
        }
    }

    /** An instance of product-service that is behind does not bring back what another has told to be outdated. */
    private synchronized void learn(Revision revision) {
        boolean isBehind = newest != null && isTrusted(newest) && revision.number() < newest.number();
        if (revision.number() != UNKNOWN && !isBehind) {
            newest = revision;
        }
    }

    private static long numberIn(@Nullable String etag) {
        Matcher form = ETAG.matcher(etag == null ? "" : etag);
        return form.matches() ? Long.parseLong(form.group(1)) : UNKNOWN;
    }

    private static Told await(CompletableFuture<Told> answer) {
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
     * What was told of a product.
     *
     * @param revision of the catalogue at that time, or {@link #UNKNOWN}
     * @param product empty when it is not for sale
     */
    private record Told(long revision, Optional<Product> product) {}

    /**
     * A revision of the catalogue.
     *
     * @param number goes up with every change of any product
     * @param askedAt by the ticker, in nanoseconds: from then on there may be another
     */
    private record Revision(long number, long askedAt) {}
}
