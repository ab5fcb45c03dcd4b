package com.homedelivery.product.application;

/** Tells the other instances that the catalogue has changed. */
public interface CatalogueChangeNotifier {

    /** Does not throw: who does not hear of it finds out a moment later. */
    void changed();
}
