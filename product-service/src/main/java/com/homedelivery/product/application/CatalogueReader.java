package com.homedelivery.product.application;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads the catalogue from the database. Lists contain only what is on sale. */
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

    /** A main product and its variants, as far as they are on sale, of which this is one. */
    List<CatalogueEntry> variants(UUID id);
}
