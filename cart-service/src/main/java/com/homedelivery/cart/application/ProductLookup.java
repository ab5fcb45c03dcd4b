package com.homedelivery.cart.application;

import com.homedelivery.cart.domain.Product;
import java.util.UUID;

/** What is for sale, and for how much. */
public interface ProductLookup {

    /**
     * @throws com.homedelivery.shared.api.error.NotFoundException when there is no such product, or it is no longer for sale
     * @throws com.homedelivery.shared.api.error.ServiceUnavailableException when the catalogue does not answer
     */
    Product product(UUID id);
}
