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

    FindProducts(CatalogueReader catalogue) {
        this.catalogue = catalogue;
    }

    /** Those of these products that exist, on sale or not. */
    public List<CatalogueEntry> byIds(Collection<UUID> ids) {
        return catalogue.byIds(ids);
    }

    /** Products on sale, {@value #MAX_LIST_SIZE} at most. */
    public List<CatalogueEntry> list(ProductFilter filter) {
        return catalogue.list(filter, PageCursor.at(0), MAX_LIST_SIZE);
    }

    /**
     * A page of the products on sale and how many there are in all.
     *
     * @param limit maximum number of entries
     */
    public ProductPage page(ProductFilter filter, PageCursor start, int limit) {
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
