package com.homedelivery.product.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

public interface Products extends Repository<Product, UUID> {

    Optional<Product> findById(UUID id);

    Optional<Product> findBySku(String sku);

    List<Product> findBySkuIn(Collection<String> skus);

    boolean existsByVariantOf(UUID mainId);

    List<Product> findByIdIn(Collection<UUID> ids);

    /** Writes what has changed, so that statements beside the aggregates see it. */
    void flush();

    Product save(Product product);

    /** Its price from now on. Beside the aggregate, so that it overtakes nobody who changes something else of the product. */
    @Modifying
    @NativeQuery("update products set price = :price, version = version + 1, updated_at = :now where id = :id")
    void reprice(UUID id, BigDecimal price, Instant now);
}
