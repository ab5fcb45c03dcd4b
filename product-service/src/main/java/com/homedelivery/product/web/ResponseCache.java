package com.homedelivery.product.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.Availability;
import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CatalogueRevision;
import com.homedelivery.product.application.FindProducts;
import com.homedelivery.product.application.SingleFlight;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.Pagination;
import com.homedelivery.shared.api.conditional.EntityTag;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/**
 * Serialized products and lists, bounded by their size. The revision of the catalogue and the language are part of every key, so a change of
 * the catalogue invalidates all entries. Concurrent requests for a missing entry share a single read.
 */
@Component
class ResponseCache {

    private static final int OVERHEAD_BYTES = 200;

    private final CatalogueRevision revision;
    private final FindProducts find;
    private final Languages languages;
    private final ImageUrls urls;
    private final JsonMapper json;
    private final AsyncCache<Key<UUID>, Optional<SerializedProduct>> products;
    private final AsyncCache<Key<ListProductsQuery.Cacheable>, CachedList> lists;
    private final AtomicLong latestRevision = new AtomicLong();

    ResponseCache(
            CatalogueRevision revision,
            FindProducts find,
            Languages languages,
            ImageUrls urls,
            JsonMapper json,
            ProductProperties properties) {
        this.revision = revision;
        this.find = find;
        this.languages = languages;
        this.urls = urls;
        this.json = json;
        long size = properties.responseCacheSize().toBytes();
        this.products = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .maximumWeight(size / 2)
                .weigher((Key<UUID> _, Optional<SerializedProduct> product) ->
                        weightOf(product.map(SerializedProduct::json).orElse(null)))
                .buildAsync();
        this.lists = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .maximumWeight(size / 4)
                .weigher((Key<ListProductsQuery.Cacheable> _, CachedList list) -> weightOf(list.json()))
                .buildAsync();
    }

    /** The revision to pass to the other methods. */
    long revision() {
        long current = revision.current();
        if (latestRevision.getAndAccumulate(current, Math::max) < current) {
            evictBefore(current, products);
            evictBefore(current, lists);
        }
        return current;
    }

    /** Entries of this revision stay: others may have begun to load them. */
    private static <S> void evictBefore(long revision, AsyncCache<Key<S>, ?> cache) {
        cache.asMap().keySet().removeIf(key -> key.revision() < revision);
    }

    /** The product, on sale or not, as it was at the revision or later; empty when there was none. */
    Optional<SerializedProduct> product(long revision, String language, UUID id) {
        return SingleFlight.await(products.get(
                new Key<>(revision, language, id),
                _ -> load(language, List.of(id)).get(id)));
    }

    /** The list as it was at the revision or later. */
    ApiResponse<RawValue> list(long revision, String language, ListProductsQuery query) {
        return switch (query) {
            case ListProductsQuery.ByIds(var ids) -> SerializedProduct.onSale(products(revision, language, ids));
            case ListProductsQuery.Cacheable common ->
                SingleFlight.await(lists.get(new Key<>(revision, language, common), _ -> load(language, common)))
                        .envelope();
        };
    }

    private List<SerializedProduct> products(long revision, String language, Collection<UUID> ids) {
        List<Key<UUID>> keys =
                ids.stream().map(id -> new Key<>(revision, language, id)).toList();
        return SingleFlight.await(products.getAll(keys, missing -> loadAll(language, missing))).values().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Map<Key<UUID>, Optional<SerializedProduct>> loadAll(String language, Set<? extends Key<UUID>> keys) {
        Map<UUID, Optional<SerializedProduct>> loaded =
                load(language, keys.stream().map(Key::id).toList());
        return keys.stream().collect(Collectors.toMap(key -> key, key -> loaded.get(key.id())));
    }

    private Map<UUID, Optional<SerializedProduct>> load(String language, Collection<UUID> ids) {
        Map<UUID, Optional<SerializedProduct>> products = new HashMap<>();
        ids.forEach(id -> products.put(id, Optional.empty()));
        find.byIds(ids).forEach(entry -> products.put(entry.id(), Optional.of(toCached(language, entry))));
        return products;
    }

    private SerializedProduct toCached(String language, CatalogueEntry entry) {
        return new SerializedProduct(
                entry.id(),
                entry.name(),
                entry.active(),
                tagOf(language, entry),
                serialize(ProductResponse.of(entry, language, urls)));
    }

    private CachedList load(String language, ListProductsQuery.Cacheable query) {
        return switch (query) {
            case ListProductsQuery.Categories() -> new CachedList(serialize(find.categories()), null);
            case ListProductsQuery.CategoryTree() -> new CachedList(serialize(find.categoryTree()), null);
            case ListProductsQuery.Variants(UUID id) ->
                new CachedList(serialize(responses(language, find.variants(id))), null);
            case ListProductsQuery.All(var filter) ->
                new CachedList(serialize(responses(language, find.list(filter, languages.searched(language)))), null);
            case ListProductsQuery.Page(var filter, var start, int limit) -> {
                FindProducts.ProductPage page = find.page(filter, languages.searched(language), start, limit);
                Pagination pagination =
                        Pagination.of(Math.toIntExact(start.position() / limit) + 1, limit, page.total());
                yield new CachedList(
                        serialize(responses(language, page.entries())),
                        page.next() == null
                                ? pagination
                                : pagination.withNext(page.next().encode(filter.sort())));
            }
        };
    }

    private List<ProductResponse> responses(String language, List<CatalogueEntry> entries) {
        return entries.stream()
                .map(entry -> ProductResponse.of(entry, language, urls))
                .toList();
    }

    /** What changes of a product without a new version: what there is of it. */
    private static EntityTag tagOf(String language, CatalogueEntry entry) {
        Availability availability = entry.availability();
        String stock = availability.available() == null ? "" : "." + availability.version();
        return new EntityTag(entry.version(), stock + "-" + language);
    }

    private SerializedString serialize(Object value) {
        return new SerializedString(json.writeValueAsString(value));
    }

    /** Both the text and its bytes are in memory. */
    private static int weightOf(@Nullable SerializedString text) {
        return OVERHEAD_BYTES + (text == null ? 0 : 2 * text.charLength());
    }

    private record Key<S>(long revision, String language, S id) {}
}
