package com.homedelivery.product.domain;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

public interface Products extends Repository<Product, UUID> {

    Optional<Product> findById(UUID id);

    Product save(Product product);
}
