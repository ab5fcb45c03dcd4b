package com.homedelivery.product.application;

import org.springframework.stereotype.Component;

/** Makes a change of the catalogue known that has been committed: to this instance, and then to the others. */
@Component
public class CatalogueChanges {

    private final CatalogueRevision revision;
    private final CatalogueChangeNotifier notifier;

    CatalogueChanges(CatalogueRevision revision, CatalogueChangeNotifier notifier) {
        this.revision = revision;
        this.notifier = notifier;
    }

    /** Best effort, never throws. */
    public void publish() {
        revision.invalidate();
        notifier.notifyChanged();
    }
}
