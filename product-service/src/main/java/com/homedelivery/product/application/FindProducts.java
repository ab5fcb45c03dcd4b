package com.homedelivery.product.application;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Everything that customers read: products, lists and pages of those on sale, the categories. */
@Service
public class FindProducts {

    /** More than any store front shows at once; a longer catalogue is read in pages. */
    public static final int LONGEST_LIST = 1000;

    private final CatalogueReader catalogue;

    FindProducts(CatalogueReader catalogue) {
        this.catalogue = catalogue;
    }

    /** Those of these products that there ever were, on sale or not. */
    public List<CatalogueEntry> byIds(Collection<UUID> ids) {
        return catalogue.byIds(ids);
    }

    /** Products on sale, {@value #LONGEST_LIST} at most. */
    public List<CatalogueEntry> list(ProductFilter filter) {
        return catalogue.list(filter, PageCursor.at(0), LONGEST_LIST);
    }

    /**
     * A part of the products on sale and how many there are in all.
     *
     * @param limit most entries of the part
     */
    public Part page(ProductFilter filter, PageCursor start, int limit) {
        List<CatalogueEntry> read = catalogue.list(filter, start, limit + 1);
        if (read.size() <= limit) {
            return new Part(read, catalogue.count(filter), null);
        }
        List<CatalogueEntry> entries = read.subList(0, limit);
        return new Part(
                entries,
                catalogue.count(filter),
                PageCursor.behind(entries.getLast(), filter, start.position() + limit));
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
    public record Part(
            List<CatalogueEntry> entries,
            long total,
            @Nullable PageCursor next) {}
}
