package com.homedelivery.product.domain;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

public interface Categories extends Repository<Category, UUID> {

    Optional<Category> findById(UUID id);

    Optional<Category> findBySlug(String slug);

    Optional<Category> findByParentIdAndName(@Nullable UUID parentId, String name);

    List<Category> findByParentId(UUID parentId);

    Category save(Category category);

    void delete(Category category);

    void flush();

    /** Makes this transaction the only one that changes the tree, until it ends. */
    @NativeQuery("select revision from catalogue_revision for update")
    long lock();

    /** A slug that no category has, made of a name. */
    @NativeQuery("select category_slug(:name)")
    String freeSlugFor(String name);

    /** Whether a product, on sale or not, stands in it. */
    @NativeQuery("select exists (select from products where category_id = :id)")
    boolean hasProducts(UUID id);
}
