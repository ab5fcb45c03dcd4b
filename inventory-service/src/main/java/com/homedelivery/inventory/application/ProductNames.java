package com.homedelivery.inventory.application;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The names of products, from the catalogue. */
public interface ProductNames {

    /** The names by product id; without those that the catalogue does not know, or cannot tell right now. Never fails. */
    Map<UUID, String> of(Collection<UUID> productIds);
}
