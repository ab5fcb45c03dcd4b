package com.homedelivery.product.domain;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Every product there ever was. */
public interface Products extends Repository<Product, UUID> {

    Optional<Product> findById(UUID id);

    Product save(Product product);
}
