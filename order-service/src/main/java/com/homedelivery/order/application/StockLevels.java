package com.homedelivery.order.application;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the inventory service could sell at this moment. */
public interface StockLevels {

    /**
     * Units by product; 0 for those that it does not know.
     *
     * @param products at most 100
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the inventory service does not answer
     */
    Map<UUID, Integer> availableOf(Set<UUID> products);
}
