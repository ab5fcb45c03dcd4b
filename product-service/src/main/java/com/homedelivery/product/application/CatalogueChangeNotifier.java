package com.homedelivery.product.application;

/** Notifies the other instances that the catalogue has changed. */
public interface CatalogueChangeNotifier {

    /** Best effort, never throws: an instance that is not notified finds out when its revision expires. */
    void notifyChanged();
}
