package com.homedelivery.order.application;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The products of the product service. */
public interface Catalogue {

    /**
     * Those of the products that are for sale now, by id.
     *
     * @param ids at most 100
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the product service does not answer
     */
    Map<UUID, Product> forSale(Set<UUID> ids);

    /**
     * @param taxRate in percent; 0 when nothing is known of taxes
     * @param categories that it is in, in lower case: names and slugs of its category and of those above
     */
    record Product(UUID id, String name, BigDecimal price, BigDecimal taxRate, Set<String> categories) {}
}
