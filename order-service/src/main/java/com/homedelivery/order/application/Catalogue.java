package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is for sale, and for how much. */
public interface Catalogue {

    /**
     * Those of the products that are for sale now.
     *
     * @param ids at most 100
     * @throws com.homedelivery.shared.api.ServiceUnavailable when nobody answers
     */
    Map<UUID, Product> forSale(Set<UUID> ids);

    record Product(UUID id, String name, BigDecimal price) {}
}
