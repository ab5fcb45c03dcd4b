package com.homedelivery.product.application;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The catalogue as the database has it. Lists have only what is on sale. */
public interface CatalogueReader {

    /** Another, larger number after every change of any product. */
    long revision();

    /** Those of these products that there are, on sale or not. */
    List<CatalogueEntry> byIds(Collection<UUID> ids);

    /** @param limit most entries, from where the page begins */
    List<CatalogueEntry> list(ProductFilter filter, PageCursor start, int limit);

    /** How many entries the whole list has. */
    long count(ProductFilter filter);

    /** Those in which something is on sale, by name. */
    List<CategoryCount> categories();
}
