package com.homedelivery.product.application;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What customers read: products, lists and pages of those on sale, the categories. */
@Service
public class FindProducts {

    /** More than any store front shows at once; a longer list is read in pages. */
    public static final int MAX_LIST_SIZE = 1000;

    private final CatalogueReader catalogue;
    private final SearchProducts search;

    FindProducts(CatalogueReader catalogue, SearchProducts search) {
        this.catalogue = catalogue;
        this.search = search;
    }

    /** Those of these products that exist, on sale or not. */
    public List<CatalogueEntry> byIds(Collection<UUID> ids) {
        return catalogue.byIds(ids);
    }

    /**
     * Products on sale, {@value #MAX_LIST_SIZE} at most.
     *
     * @param language tag of the language to search in for the filter's text, empty for the catalogue's own
     */
    public List<CatalogueEntry> list(ProductFilter filter, String language) {
        return filter.text() == null
                ? catalogue.list(filter, PageCursor.at(0), MAX_LIST_SIZE)
                : search.list(filter, language, 0, MAX_LIST_SIZE).entries();
    }

    /**
     * A page of the products on sale and how many there are in all.
     *
     * @param language as for {@link #list}
     * @param limit maximum number of entries
     */
    public ProductPage page(ProductFilter filter, String language, PageCursor start, int limit) {
        if (filter.text() != null) {
            SearchIndex.Found found = search.list(filter, language, start.position(), limit);
            long end = start.position() + limit;
            return new ProductPage(found.entries(), found.total(), end < found.total() ? PageCursor.at(end) : null);
        }
        List<CatalogueEntry> read = catalogue.list(filter, start, limit + 1);
        if (read.size() <= limit) {
            return new ProductPage(read, catalogue.count(filter), null);
        }
        List<CatalogueEntry> entries = read.subList(0, limit);
        return new ProductPage(
                entries,
                catalogue.count(filter),
                PageCursor.after(entries.getLast(), filter, start.position() + limit));
    }

    /** The roots of the tree of categories, by name. */
    public List<CategoryNode> categoryTree() {
        return catalogue.categoryTree();
    }

    /** A main product and its variants, as far as they are on sale, of which this is one; itself when it has none. */
    public List<CatalogueEntry> variants(UUID id) {
        return catalogue.variants(id);
    }

    /** The categories in which something is on sale, by name. */
    public List<CategoryCount> categories() {
        return catalogue.categories();
    }

    /**
     * One page of entries.
     *
     * @param total entries in the whole list
     * @param next where the next page begins, or null when there is none
     */
    public record ProductPage(
            List<CatalogueEntry> entries,
            long total,
            @Nullable PageCursor next) {}
}
