package com.homedelivery.product.application;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue from the database. Lists contain only what is on sale, unless they are an admin's. */
public interface CatalogueReader {

    /** Larger after every change of any product. */
    long revision();

    /** Those of these products that exist, on sale or not. */
    List<CatalogueEntry> byIds(Collection<UUID> ids);

    /** @param limit maximum number of entries from the start on */
    List<CatalogueEntry> list(ProductFilter filter, PageCursor start, int limit);

    /** How many entries the whole list has. */
    long count(ProductFilter filter);

    /** Those in which something is on sale, by name. */
    List<CategoryCount> categories();

    /** All of them, by name. */
    List<CategoryNode> categoryTree();

    /** The last 100 prices of a product, that of today first; empty for a product that does not exist. */
    List<PriceSince> prices(UUID id);

    /** All products that an admin asks for, by name. */
    List<CatalogueEntry> adminList(AdminFilter filter, long offset, int limit);

    /** How many the whole list has. */
    long adminCount(AdminFilter filter);

    /**
     * What an admin asks for. Null means any.
     *
     * @param sku how the SKU begins
     * @param text a part of the name
     * @param active whether they are on sale
     */
    record AdminFilter(
            @Nullable String sku,
            @Nullable String text,
            @Nullable Boolean active) {}

    /** A main product and its variants, as far as they are on sale, of which this is one. */
    List<CatalogueEntry> variants(UUID id);
}
