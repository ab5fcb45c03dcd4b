package com.homedelivery.product.application;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The stock of the inventory service. */
public interface StockLevels {

    /** The most products of one call. */
    int MAX_PRODUCTS = 100;

    /**
     * How many units of each can be sold.
     *
     * @param productIds at most {@value #MAX_PRODUCTS}
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the inventory service does not answer
     */
    Map<UUID, Integer> availableOf(Collection<UUID> productIds);
}
