package com.homedelivery.product.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.homedelivery.product.ProductProperties;
import com.homedelivery.product.application.CatalogueEntry;
import com.homedelivery.product.application.CatalogueRevision;
import com.homedelivery.product.application.FindProducts;
import com.homedelivery.product.application.SharedLoad;
import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.Pagination;
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
 * What this instance keeps ready to be sent: products and lists as UTF-8, bounded by their size. Everything is kept under
 * the revision of the catalogue at which it was read, and is never found under another. However many ask for what is not
 * there, it is read once.
 */
@Component
class ReadyAnswers {

    private static final int OVERHEAD_BYTES = 200;

    private final CatalogueRevision revision;
    private final FindProducts find;
    private final JsonMapper json;
    private final AsyncCache<Key<UUID>, Optional<ReadyProduct>> products;
    private final AsyncCache<Key<ListQuestion.Common>, ReadyList> lists;
    private final AtomicLong newest = new AtomicLong();

    ReadyAnswers(CatalogueRevision revision, FindProducts find, JsonMapper json, ProductProperties properties) {
        this.revision = revision;
        this.find = find;
        this.json = json;
        long half = properties.nearCache().toBytes() / 2;
        this.products = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .maximumWeight(half)
                .weigher((Key<UUID> _, Optional<ReadyProduct> product) ->
                        weightOf(product.map(ReadyProduct::json).orElse(null)))
                .buildAsync();
        this.lists = Caffeine.newBuilder()
                .executor(Thread::startVirtualThread)
                .maximumWeight(half)
                .weigher((Key<ListQuestion.Common> _, ReadyList list) -> weightOf(list.json()))
                .buildAsync();
    }

    /** The revision to ask the other methods with. */
    long revision() {
        long current = revision.current();
        if (newest.getAndAccumulate(current, Math::max) < current) {
            forgetBefore(current, products);
            forgetBefore(current, lists);
        }
        return current;
    }

    /** What others have begun to read at this revision stays. */
    private static <S> void forgetBefore(long revision, AsyncCache<Key<S>, ?> kept) {
        kept.asMap().keySet().removeIf(key -> key.revision() < revision);
    }

    /** The product, on sale or not, as it was at the revision or later; empty when there was none. */
    Optional<ReadyProduct> product(long revision, UUID id) {
        return SharedLoad.await(
                products.get(new Key<>(revision, id), _ -> load(List.of(id)).get(id)));
    }

    /** The list as it was at the revision or later. */
    ApiResponse<RawValue> list(long revision, ListQuestion question) {
        return switch (question) {
            case ListQuestion.ByIds(var ids) -> ReadyProduct.onSale(products(revision, ids));
            case ListQuestion.Common common ->
                SharedLoad.await(lists.get(new Key<>(revision, common), _ -> load(common)))
                        .envelope();
        };
    }

    private List<ReadyProduct> products(long revision, Collection<UUID> ids) {
        List<Key<UUID>> keys = ids.stream().map(id -> new Key<>(revision, id)).toList();
        return SharedLoad.await(products.getAll(keys, this::loadAll)).values().stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Map<Key<UUID>, Optional<ReadyProduct>> loadAll(Set<? extends Key<UUID>> keys) {
        Map<UUID, Optional<ReadyProduct>> loaded =
                load(keys.stream().map(Key::subject).toList());
        return keys.stream().collect(Collectors.toMap(key -> key, key -> loaded.get(key.subject())));
    }

    private Map<UUID, Optional<ReadyProduct>> load(Collection<UUID> ids) {
        Map<UUID, Optional<ReadyProduct>> products = new HashMap<>();
        ids.forEach(id -> products.put(id, Optional.empty()));
        find.byIds(ids).forEach(entry -> products.put(entry.id(), Optional.of(ready(entry))));
        return products;
    }

    private ReadyProduct ready(CatalogueEntry entry) {
        return new ReadyProduct(
                entry.id(), entry.name(), entry.active(), entry.version(), text(ProductResponse.of(entry)));
    }

    private ReadyList load(ListQuestion.Common question) {
        return switch (question) {
            case ListQuestion.Categories() -> new ReadyList(text(find.categories()), null);
            case ListQuestion.Whole(var filter) -> new ReadyList(text(ProductResponse.of(find.list(filter))), null);
            case ListQuestion.Page(var filter, var start, int limit) -> {
                FindProducts.Part part = find.page(filter, start, limit);
                Pagination place = Pagination.of(Math.toIntExact(start.position() / limit) + 1, limit, part.total());
                yield new ReadyList(
                        text(ProductResponse.of(part.entries())),
                        part.next() == null ? place : place.withNext(part.next().encode(filter.sort())));
            }
        };
    }

    private SerializedString text(Object value) {
        return new SerializedString(json.writeValueAsString(value));
    }

    /** Its text and its bytes are both kept. */
    private static int weightOf(@Nullable SerializedString text) {
        return OVERHEAD_BYTES + (text == null ? 0 : 2 * text.charLength());
    }

    private record Key<S>(long revision, S subject) {}
}
