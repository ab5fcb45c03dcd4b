package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Product;
import com.homedelivery.shared.api.error.NotFoundException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What is for sale, and for how much. */
public interface ProductLookup {

    /**
     * Those of the products that are for sale, by id.
     *
     * @param ids at most {@link com.homedelivery.cart.domain.Cart#MAX_LINES}
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the catalogue does not answer
     */
    Map<UUID, Product> forSale(Set<UUID> ids);

    /**
     * @throws NotFoundException when there is no such product, or it is no longer for sale
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the catalogue does not answer
     */
    default Product product(UUID id) {
        return Optional.ofNullable(forSale(Set.of(id)).get(id)).orElseThrow(() -> new NotFoundException("Product"));
    }
}
