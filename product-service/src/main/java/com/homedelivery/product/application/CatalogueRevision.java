package com.homedelivery.product.application;

/**
 * The catalogue's revision as this instance knows it: a number that goes up with every change of any product. What was read
 * at a revision holds until there is another.
 */
public interface CatalogueRevision {

    /** @throws RuntimeException of the database, when it has to be read from there and that fails */
    long current();

    /** Makes every call of {@link #current} from now on see a change that has been committed. */
    void invalidate();
}
