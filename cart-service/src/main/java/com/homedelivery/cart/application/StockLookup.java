package com.homedelivery.cart.application;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** How much of everything can be had. */
public interface StockLookup {

    /**
     * Units of each product that can be had, at least 0, as they were at most a second ago.
     *
     * @param ids at most {@link com.homedelivery.cart.domain.Cart#MAX_LINES}
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the inventory does not answer
     */
    Map<UUID, Integer> available(Set<UUID> ids);

    /** The same, as they are now. */
    Map<UUID, Integer> availableNow(Set<UUID> ids);
}
