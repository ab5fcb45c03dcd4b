package com.homedelivery.product.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

public interface Products extends Repository<Product, UUID> {

    Optional<Product> findById(UUID id);

    Optional<Product> findBySku(String sku);

    boolean existsByVariantOf(UUID mainId);

    List<Product> findByIdIn(Collection<UUID> ids);

    /** Writes what has changed, so that statements beside the aggregates see it. */
    void flush();

    Product save(Product product);
}
